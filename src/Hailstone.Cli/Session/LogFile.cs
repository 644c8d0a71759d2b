using System.Globalization;
using Hailstone.Reports;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Extensions.Logging;
using Serilog.Formatting;
using Serilog.Formatting.Display;
using Serilog.Formatting.Json;

namespace Hailstone.Cli.Session;

/// <summary>A run's log: one file that <c>tail -f</c> can follow.</summary>
internal sealed class LogFile : IDisposable
{
    private readonly Logger _serilog;
    private readonly SerilogLoggerFactory _factory;

    private LogFile(string path, Logger serilog)
    {
        Path = path;
        _serilog = serilog;
        _factory = new SerilogLoggerFactory(serilog);
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>What the run writes to.</summary>
    public Microsoft.Extensions.Logging.ILogger Log => _factory.CreateLogger("hailstone");

    /// <summary>Opens a log and points <c>latest.log</c> at it.</summary>
    public static LogFile Open(string path, bool json, string latest)
    {
        // Serilog would go on in silence where it cannot write.
        OwnFile.Open(path, FileMode.Append).Dispose();
        ITextFormatter form = json
            ? new JsonFormatter(renderMessage: true, formatProvider: CultureInfo.InvariantCulture)
            : new Lines();
        var serilog = new LoggerConfiguration()
            .MinimumLevel.Debug()
            .WriteTo.File(
                form,
                path,
                fileSizeLimitBytes: null,
                flushToDiskInterval: TimeSpan.FromSeconds(1))
            .CreateLogger();
        Point(latest, path);
        return new LogFile(path, serilog);
    }

    public void Dispose()
    {
        _factory.Dispose();
        _serilog.Dispose();
    }

    // A link that cannot be made (a file system without links) is no reason not to run.
    private static void Point(string latest, string path)
    {
        try
        {
            File.Delete(latest);
            File.CreateSymbolicLink(latest, path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return;
        }
    }

    // What a model or a provider said stands in the values: each line is made inert as a whole.
    private sealed class Lines : ITextFormatter
    {
        // Literal strings: no quotes around what is no code.
        private static readonly MessageTemplateTextFormatter Message =
            new("{Message:lj}", CultureInfo.InvariantCulture);

        private static readonly ScalarValue Unknown = new("-");

        public void Format(LogEvent logEvent, TextWriter output)
        {
            var level = logEvent.Level switch
            {
                LogEventLevel.Fatal => "FATAL",
                LogEventLevel.Error => "ERROR",
                LogEventLevel.Warning => "WARN ",
                LogEventLevel.Information => "INFO ",
                _ => "DEBUG",
            };
            var unknown = logEvent.Properties.Where(one => one.Value is ScalarValue { Value: null }).ToList();
            foreach (var (name, _) in unknown)
                logEvent.AddOrUpdateProperty(new LogEventProperty(name, Unknown));

            using var message = new StringWriter(CultureInfo.InvariantCulture);
            Message.Format(logEvent, message);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{logEvent.Timestamp:yyyy-MM-dd HH:mm:ss.fff} {level} {Inert.Terminal(message.ToString())}"));
        }
    }
}
