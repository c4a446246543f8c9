// Deterministic non-sample values of any contract type, in three variants:
// 0 everything filled, 1 sparse (nulls and empty collections), 2 edge values.
using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Runtime.Serialization;

public static class Canned
{
    static readonly string[] Texts0 = { "Анна Петрова", "Åsa Öberg", "lead-0042", "ООО \"Ромашка\"", "x@example.org", "+7 495 000-00-00", "日本", "two words" };
    static readonly string[] Texts2 = { "", " leading and trailing ", "a<b>&c\"d'e", "tab\tnl\ncr\rend", "🙂 ]]> <!-- --> &amp;", "\u00a0\u200b\ufeff", "/\\ \u2028 {}", "null" };

    public static T Value<T>(int variant) { return (T)Value(typeof(T), variant); }
    public static List<T> Many<T>() { return new List<T> { Value<T>(0), Value<T>(1), Value<T>(2) }; }
    public static object Value(Type t, int variant) { return new Gen(variant).Make(t, 0); }

    sealed class Gen
    {
        readonly int v; int n;
        readonly Dictionary<Type, int> depth = new Dictionary<Type, int>();
        public Gen(int variant) { v = variant; }

        bool Null { get { return v == 1 && (n++ % 3) != 2; } }

        public object Make(Type t, int level)
        {
            Type u = Nullable.GetUnderlyingType(t);
            if (u != null) return level > 0 && Null ? null : Make(u, level);
            if (t.IsEnum) { Array a = Enum.GetValues(t); List<object> l = a.Cast<object>().Where(e => Usable(t, e)).ToList(); return l[(v == 0 ? l.Count - 1 : n++ % l.Count)]; }
            if (t == typeof(string)) return level > 0 && Null ? null : (v == 2 ? Texts2[n++ % Texts2.Length] : Texts0[n++ % Texts0.Length]);
            if (t == typeof(bool)) return v != 1 && n++ % 2 == 0;
            if (t == typeof(byte)) return (byte)(v == 0 ? 7 : v == 1 ? 0 : 255);
            if (t == typeof(sbyte)) return (sbyte)(v == 0 ? -7 : v == 1 ? 0 : -128);
            if (t == typeof(short)) return (short)(v == 0 ? -300 : v == 1 ? 0 : short.MinValue);
            if (t == typeof(ushort)) return (ushort)(v == 0 ? 300 : v == 1 ? 0 : ushort.MaxValue);
            if (t == typeof(int)) return v == 0 ? 1000 + n++ : v == 1 ? 0 : (n++ % 2 == 0 ? int.MinValue : int.MaxValue);
            if (t == typeof(uint)) return v == 0 ? 70000u : v == 1 ? 0u : uint.MaxValue;
            if (t == typeof(long)) return v == 0 ? 79161234567L + n++ : v == 1 ? 0L : (n++ % 2 == 0 ? long.MaxValue : long.MinValue);
            if (t == typeof(ulong)) return v == 0 ? 5000000000UL : v == 1 ? 0UL : (ulong)long.MaxValue;   // early Json.NET reads no larger one
            if (t == typeof(float)) return v == 0 ? 0.75f : v == 1 ? 0f : (n++ % 2 == 0 ? 3.4e38f : 1.1f);
            if (t == typeof(double)) { double[] d = { 1e300, -0.1, double.NaN, 1e-7, double.PositiveInfinity, 123456789.125, 1e21, 100 }; return v == 0 ? 55.7558 + n++ : v == 1 ? 0.0 : d[n++ % d.Length]; }
            if (t == typeof(decimal)) { decimal[] d = { 79228162514264337593543950335m, -0.10m, 1.500m, 0.0000001m, 100m }; return v == 0 ? 1990.50m : v == 1 ? 0m : d[n++ % d.Length]; }
            if (t == typeof(char)) return v == 0 ? 'Ж' : v == 1 ? 'a' : '<';
            if (t == typeof(DateTime))
            {
                DateTime[] d = { new DateTime(1, 1, 1), new DateTime(2024, 2, 29, 23, 59, 59, 999, DateTimeKind.Utc).AddTicks(9999), new DateTime(2023, 7, 1, 12, 0, 0, 120, DateTimeKind.Unspecified), new DateTime(2023, 7, 1, 12, 30, 0, DateTimeKind.Local) };
                return v == 0 ? new DateTime(2024, 10, 15, 5, 29, 19, DateTimeKind.Utc) : v == 1 ? new DateTime(2020, 1, 2) : d[n++ % d.Length];
            }
            if (t == typeof(DateTimeOffset))
            {
                DateTimeOffset[] d = { DateTimeOffset.MinValue, new DateTimeOffset(2024, 2, 29, 23, 59, 59, 500, new TimeSpan(-9, -30, 0)), new DateTimeOffset(1999, 12, 31, 0, 0, 0, TimeSpan.Zero) };
                return v == 0 ? new DateTimeOffset(2024, 10, 15, 5, 29, 19, 514, TimeSpan.FromHours(2)) : v == 1 ? new DateTimeOffset(2020, 1, 2, 0, 0, 0, TimeSpan.Zero) : d[n++ % d.Length];
            }
            if (t == typeof(TimeSpan))
            {
                TimeSpan[] s = { TimeSpan.MinValue, TimeSpan.MaxValue, new TimeSpan(0, 0, 0, 0, 1), new TimeSpan(-1, -2, -3), TimeSpan.FromTicks(1) };
                return v == 0 ? new TimeSpan(2, 3, 4, 5, 678) : v == 1 ? TimeSpan.Zero : s[n++ % s.Length];
            }
            if (t == typeof(Guid)) return v == 0 ? new Guid("0f8fad5b-d9cb-469f-a165-70867728950e") : v == 1 ? Guid.Empty : new Guid("ffffffff-ffff-ffff-ffff-ffffffffffff");
            if (t == typeof(Uri)) return level > 0 && Null ? null : new Uri(v == 0 ? "https://example.org/a?b=c&d=е" : v == 1 && level > 0 ? "rel/ative" : "http://example.org/%D0%B0/%20?q=<x>", UriKind.RelativeOrAbsolute);
            if (t == typeof(byte[])) return level > 0 && Null ? null : v == 0 ? new byte[] { 1, 2, 3, 250 } : v == 1 ? new byte[0] : Enumerable.Range(0, 256).Select(i => (byte)i).ToArray();
            if (t == typeof(object)) return level > 0 && Null ? null : v == 0 ? (object)"текст" : v == 1 ? (object)5 : (object)true;
            if (typeof(Newtonsoft.Json.Linq.JToken).IsAssignableFrom(t)) return Newtonsoft.Json.Linq.JObject.Parse("{\"a\":[1,null,\"x\"],\"b\":{\"c\":" + v + "}}");

            int d0; depth.TryGetValue(t, out d0);
            if (level > 0 && Null && !t.IsValueType) return null;
            if (t.IsArray)
            {
                Type e = t.GetElementType(); int len = Count(e);
                Array a = Array.CreateInstance(e, len);
                for (int i = 0; i < len; i++) a.SetValue(Make(e, level + 1), i);
                return a;
            }
            if (t.IsGenericType)
            {
                Type[] g = t.GetGenericArguments(); Type def = t.GetGenericTypeDefinition();
                if (def == typeof(KeyValuePair<,>)) return Activator.CreateInstance(t, Make(g[0], 0), Make(g[1], level + 1));
                if (def.FullName.StartsWith("System.Tuple`")) return Activator.CreateInstance(t, g.Select(x => Make(x, level + 1)).ToArray());
                if (g.Length == 2 && typeof(IDictionary<,>).MakeGenericType(g).IsAssignableFrom(t))
                {
                    IDictionary dict = (IDictionary)Activator.CreateInstance(t.IsInterface ? typeof(Dictionary<,>).MakeGenericType(g) : t);
                    int len = Count(g[1]);
                    for (int i = 0; i < len; i++) { object k = Make(g[0], 0); if (!dict.Contains(k)) dict.Add(k, Make(g[1], level + 1)); }
                    return dict;
                }
                if (g.Length == 1 && typeof(IEnumerable<>).MakeGenericType(g).IsAssignableFrom(t))
                {
                    object list = Activator.CreateInstance(t.IsInterface ? typeof(List<>).MakeGenericType(g) : t);
                    MethodInfo add = list.GetType().GetMethod("Add", g); int len = Count(g[0]);
                    for (int i = 0; i < len; i++) add.Invoke(list, new[] { Make(g[0], level + 1) });
                    return list;
                }
            }
            if (d0 >= 2) return null;                       // recursion: two deep
            depth[t] = d0 + 1;
            object o;
            Type[] known = t.GetCustomAttributes<KnownTypeAttribute>(false).Select(k => k.Type).OrderBy(k => k.Name).ToArray();
            ConstructorInfo only = t.IsValueType || t.GetConstructor(Type.EmptyTypes) != null ? null : t.GetConstructors()[0];
            if (known.Length > 0 && level > 0 && v != 1) o = Make(known[n % known.Length], level);
            else if (only != null) o = only.Invoke(only.GetParameters().Select(p => Make(p.ParameterType, level + 1)).ToArray());
            else
            {
                o = Activator.CreateInstance(t);
                foreach (PropertyInfo p in t.GetProperties().Where(p => p.CanWrite && !IsUp(t, p.PropertyType))) p.SetValue(o, Make(p.PropertyType, level + 1), null);
                foreach (FieldInfo f in t.GetFields(BindingFlags.Public | BindingFlags.Instance)) f.SetValue(o, Make(f.FieldType, level + 1));
            }
            depth[t] = d0;
            return o;
        }

        // a parent that is being made: neither format can write the cycle
        bool IsUp(Type t, Type member) { int d; return member != t && depth.TryGetValue(member, out d) && d > 0; }

        static bool Usable(Type t, object e)
        {
            return t.GetCustomAttribute<DataContractAttribute>() == null || t.GetField(e.ToString()).GetCustomAttribute<EnumMemberAttribute>() != null;
        }

        int Count(Type e)
        {
            int d; if (depth.TryGetValue(e, out d) && d >= 2) return 0;
            return v == 0 ? 2 : v == 1 ? n++ % 2 : 3;
        }
    }
}
