// Reads and writes a value with a formatter, without HTTP.
using System;
using System.IO;
using System.Net.Http;
using System.Net.Http.Formatting;
using System.Text;

public static class Wire
{
    static readonly Encoding Utf8 = new UTF8Encoding(false);

    public static string Write(MediaTypeFormatter f, Type t, object v)
    {
        MemoryStream s = new MemoryStream();
        f.WriteToStreamAsync(t, v, s, null, null).Wait();
        return Utf8.GetString(s.ToArray());
    }

    public static object Read(MediaTypeFormatter f, Type t, string s)
    {
        ByteArrayContent c = new ByteArrayContent(Utf8.GetBytes(s));
#if WEBAPI1
        return f.ReadFromStreamAsync(t, c.ReadAsStreamAsync().Result, c.Headers, null).Result;
#else
        return f.ReadFromStreamAsync(t, c.ReadAsStreamAsync().Result, c, null).Result;
#endif
    }
}
