using System.Reflection;
using System.Reflection.Emit;

namespace Hailstone.Tests.Tidy;

/// <summary>The rooms of the library, and which of them a compiled type names.</summary>
internal static class Rooms
{
    /// <summary>The rooms in order: each may name those before it.</summary>
    public static readonly IReadOnlyList<string> InOrder =
    [
        "Suites", "Catalogue", "Planning", "Providers", "Pacing", "Scoring", "Statistics", "Ledger", "Importing",
        "Running", "Reports", "Middleware",
    ];

    private const BindingFlags Everything = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static
        | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OpCode> OpCodesByValue = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value);

    /// <summary>Whether one room may name another.</summary>
    /// <param name="from">The one that names.</param>
    /// <param name="to">The one that is named.</param>
    public static bool MayName(string from, string to) =>
        from == to
        || (from != "Statistics" && to != "Running" && IndexOf(to) >= 0 && IndexOf(to) < IndexOf(from));

    /// <summary>The room in which a namespace lies; null where it is none of the library's.</summary>
    /// <param name="name">The namespace.</param>
    public static string? Of(string? name) =>
        name?.Split('.') is ["Hailstone", var room, ..] && InOrder.Contains(room) ? room : null;

    /// <summary>The rooms that a type names in its shape, its signatures, its attributes and its code.</summary>
    /// <param name="type">A type of the library.</param>
    public static IEnumerable<string> NamedBy(Type type) =>
        TypesNamedBy(type).SelectMany(Parts).Select(named => Of(named.Namespace)).OfType<string>().Distinct();

    private static int IndexOf(string room) => InOrder.ToList().IndexOf(room);

    private static IEnumerable<Type?> TypesNamedBy(Type type)
    {
        var members = type.GetMembers(Everything).Where(member => member is not Type).ToList();
        var methods = members.OfType<MethodBase>().ToList();
        return
        [
            type.BaseType,
            .. type.GetInterfaces(),
            .. type.GetGenericArguments().SelectMany(Constraints),
            .. members.Prepend(type).SelectMany(member => member.GetCustomAttributesData()).SelectMany(Named),
            .. members.OfType<FieldInfo>().Select(field => field.FieldType),
            .. methods.SelectMany(Signature),
            .. methods.SelectMany(Code),
        ];
    }

    private static Type[] Constraints(Type argument) =>
        argument.IsGenericParameter ? argument.GetGenericParameterConstraints() : [argument];

    private static IEnumerable<Type?> Named(CustomAttributeData attribute) =>
        attribute.ConstructorArguments.Concat(attribute.NamedArguments.Select(argument => argument.TypedValue))
            .Select(argument => argument.Value as Type ?? argument.ArgumentType)
            .Prepend(attribute.AttributeType);

    private static IEnumerable<Type?> Signature(MethodBase method) =>
    [
        (method as MethodInfo)?.ReturnType,
        .. method.GetParameters().Select(parameter => parameter.ParameterType),
        .. method.IsGenericMethod ? method.GetGenericArguments().SelectMany(Constraints) : [],
        .. method.GetMethodBody()?.LocalVariables.Select(local => local.LocalType) ?? [],
        .. method.GetMethodBody()?.ExceptionHandlingClauses
            .Where(clause => clause.Flags == ExceptionHandlingClauseOptions.Clause)
            .Select(clause => clause.CatchType) ?? [],
    ];

    private static IEnumerable<Type?> Code(MethodBase method)
    {
        var code = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        for (var at = 0; at < code.Length;)
        {
            var value = code[at] == 0xFE ? (short)(0xFE00 | code[at + 1]) : code[at];
            var operation = OpCodesByValue[value];
            at += operation.Size;
            if (operation.OperandType is OperandType.InlineField or OperandType.InlineMethod
                or OperandType.InlineTok or OperandType.InlineType)
            {
                foreach (var type in Resolved(method, BitConverter.ToInt32(code, at)))
                    yield return type;
            }

            at += SizeOf(operation.OperandType, code, at);
        }
    }

    private static int SizeOf(OperandType operand, byte[] code, int at) => operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + 4 * BitConverter.ToInt32(code, at),
        _ => 4,
    };

    private static IEnumerable<Type?> Resolved(MethodBase method, int token)
    {
        var ofType = method.DeclaringType is { IsGenericType: true } type ? type.GetGenericArguments() : null;
        var ofMethod = method.IsGenericMethod ? method.GetGenericArguments() : null;
        var member = method.Module.ResolveMember(token, ofType, ofMethod);
        return member switch
        {
            Type named => [named],
            FieldInfo field => [field.DeclaringType, field.FieldType],
            MethodInfo called => [called.DeclaringType, called.ReturnType, .. called.GetGenericArguments()],
            MethodBase constructor => [constructor.DeclaringType],
            _ => [],
        };
    }

    private static IEnumerable<Type> Parts(Type? type) => type switch
    {
        null => [],
        { HasElementType: true } => Parts(type.GetElementType()),
        _ => type.GetGenericArguments().Where(argument => !argument.IsGenericParameter).SelectMany(Parts).Prepend(type),
    };
}
