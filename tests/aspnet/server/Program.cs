// usage: PROGRAM serve PORT SITE                            serves a site on 127.0.0.1; port 0: any that is free
//        PROGRAM call BASE_URL json|xml SITE [ID_PREFIX]    calls the endpoints of a site that someone else serves
// The sites are those of the SiteConfig that the program is built with.
using System;
using System.Globalization;
using System.Threading;

public static class Program
{
    static int Main(string[] a)
    {
        Thread.CurrentThread.CurrentCulture = CultureInfo.InvariantCulture;
        Console.OutputEncoding = new System.Text.UTF8Encoding(false);
        try
        {
            if (a.Length == 3 && a[0] == "serve") { new Host(Sites.SiteConfig.Create(a[2])).Run(int.Parse(a[1], CultureInfo.InvariantCulture)); return 0; }
            if (a.Length >= 4 && a[0] == "call") return new Caller(a[1], a[2] == "json", a[3]).Call(a.Length > 4 ? a[4] : "") ? 0 : 1;
            Console.Error.WriteLine("usage: serve PORT SITE | call BASE_URL json|xml SITE [ID_PREFIX]");
        }
        catch (ArgumentException e) { Console.Error.WriteLine(e.Message); }
        return 2;
    }
}
