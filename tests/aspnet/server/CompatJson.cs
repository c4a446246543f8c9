// The Json.NET of Web API 2 (6.0), by means of the early one in Debian's Mono packages (WEBAPI1).
#if WEBAPI1
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Reflection;
using System.Runtime.Serialization;
using Newtonsoft.Json;
using Newtonsoft.Json.Serialization;

namespace Sites
{
    /// The formatter of Web API 1 leaves null out; its Json.NET does not heed [IgnoreDataMember], EmitDefaultValue and
    /// numbers that are left out where they are 0, unescapes addresses, and writes NaN, which is no JSON.
    public class JsonContractResolver : DefaultContractResolver
    {
        protected override List<MemberInfo> GetSerializableMembers(Type t)
        {
            if (!IsFields(t)) return base.GetSerializableMembers(t);
            return t.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Cast<MemberInfo>().ToList();
        }

        static bool IsFields(Type t) { return t.IsSerializable && !t.IsDefined(typeof(DataContractAttribute), true) && !t.IsDefined(typeof(JsonObjectAttribute), true); }

        protected override JsonProperty CreateProperty(MemberInfo m, MemberSerialization kind)
        {
            JsonProperty p = base.CreateProperty(m, kind);
            DataMemberAttribute data = m.GetCustomAttribute<DataMemberAttribute>();
            if (m.IsDefined(typeof(IgnoreDataMemberAttribute), true)) p.Ignored = true;
            if (data != null && !data.EmitDefaultValue) p.DefaultValueHandling = DefaultValueHandling.Ignore;
            if (p.DefaultValueHandling == DefaultValueHandling.Ignore && p.PropertyType.IsValueType) p.DefaultValue = Activator.CreateInstance(p.PropertyType);
            if (IsFields(m.DeclaringType)) p.Ignored = !(p.Readable = p.Writable = true);
            return p;
        }

        protected override JsonContract CreateContract(Type t)
        {
            JsonContract c = base.CreateContract(t);
            Type plain = Nullable.GetUnderlyingType(t) ?? t;
            if (plain == typeof(double) || plain == typeof(float) || plain == typeof(Uri)) c.Converter = new Simple();
            return c;
        }

        sealed class Simple : JsonConverter
        {
            public override bool CanConvert(Type t) { return true; }
            public override bool CanRead { get { return false; } }
            public override object ReadJson(JsonReader r, Type t, object old, JsonSerializer s) { throw new NotSupportedException(); }

            public override void WriteJson(JsonWriter w, object value, JsonSerializer s)
            {
                if (value is Uri) { w.WriteValue(((Uri)value).OriginalString); return; }
                double number = Convert.ToDouble(value);
                if (double.IsNaN(number) || double.IsInfinity(number)) w.WriteValue(number.ToString(CultureInfo.InvariantCulture));
                else if (value is float) w.WriteValue((float)value);
                else w.WriteValue(number);
            }
        }
    }

    /// The early one writes iD and uRLAddress.
    public class CamelCasePropertyNamesContractResolver : JsonContractResolver
    {
        protected override string ResolvePropertyName(string name)
        {
            int capitals = name.TakeWhile(char.IsUpper).Count();
            // the last capital belongs to the next word: URLAddress
            int small = capitals > 1 && capitals < name.Length ? capitals - 1 : capitals;
            return name.Substring(0, small).ToLowerInvariant() + name.Substring(small);
        }
    }
}
#endif
