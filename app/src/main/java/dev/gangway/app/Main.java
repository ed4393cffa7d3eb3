package dev.gangway.app;

import dev.gangway.app.attach.AttachOperation;
import dev.gangway.app.check.CheckOperation;
import dev.gangway.app.command.AcceptCommand;
import dev.gangway.app.command.AttachCommand;
import dev.gangway.app.command.BackfillCommand;
import dev.gangway.app.command.CheckCommand;
import dev.gangway.app.command.CleanupCommand;
import dev.gangway.app.command.ConfigCommand;
import dev.gangway.app.command.ConfigUpgradeCommand;
import dev.gangway.app.command.Console;
import dev.gangway.app.command.CutoverCommand;
import dev.gangway.app.command.DataCommand;
import dev.gangway.app.command.DeltaCommand;
import dev.gangway.app.command.DiagnoseCommand;
import dev.gangway.app.command.DiffCommand;
import dev.gangway.app.command.DiffWatchCommand;
import dev.gangway.app.command.GangwayCommand;
import dev.gangway.app.command.InitCommand;
import dev.gangway.app.command.IntegrityCommand;
import dev.gangway.app.command.Logging;
import dev.gangway.app.command.LoginsCommand;
import dev.gangway.app.command.LossesCommand;
import dev.gangway.app.command.Operations;
import dev.gangway.app.command.ParkedCommand;
import dev.gangway.app.command.PauseCommand;
import dev.gangway.app.command.PlanCommand;
import dev.gangway.app.command.RepairCommand;
import dev.gangway.app.command.ReplayCommand;
import dev.gangway.app.command.ResetCommand;
import dev.gangway.app.command.ResumeCommand;
import dev.gangway.app.command.RunCommand;
import dev.gangway.app.command.SettingsCommand;
import dev.gangway.app.command.StatusCommand;
import dev.gangway.app.command.StopCommand;
import dev.gangway.app.diagnose.DiagnoseOperation;
import dev.gangway.app.diff.DiffOperation;
import dev.gangway.app.diff.RepairOperation;
import dev.gangway.app.logins.LoginsOperation;
import dev.gangway.app.parked.StoredParked;
import dev.gangway.app.reemit.DiffWatch;
import dev.gangway.app.reemit.StreamReemit;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine;

/** The program: parses the command line, runs one command and ends with its exit code. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        run(List.of(), args);
    }

    /** Runs one command, of the product's own or of these, each made from the console, and ends the process with its exit code. */
    public static void run(List<Function<Console, Callable<Integer>>> more, String... args) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        Thread.setDefaultUncaughtExceptionHandler(new FatalErrors(err, Runtime.getRuntime()::halt));
        System.exit(execute(new StageOperations(), more, out, err, args));
    }

    /** Runs one of the product's commands and returns its exit code, for a program that shows them. */
    public static int execute(PrintWriter out, PrintWriter err, String... args) {
        return execute(new StageOperations(), out, err, args);
    }

    /** Runs one command with the given operations and returns its exit code; never ends the process. */
    static int execute(Operations operations, PrintWriter out, PrintWriter err, String... args) {
        return execute(operations, List.of(), out, err, args);
    }

    private static int execute(
            Operations operations,
            List<Function<Console, Callable<Integer>>> more,
            PrintWriter out,
            PrintWriter err,
            String... args) {
        Console console = new Console(out, err);
        GangwayCommand gangway = new GangwayCommand();
        CommandLine config = new CommandLine(new ConfigCommand())
                .addSubcommand(new ConfigCommand.Check(console))
                .addSubcommand(new ConfigUpgradeCommand(console));
        CommandLine commandLine = new CommandLine(gangway)
                .addSubcommand(InitCommand.of(operations, console))
                .addSubcommand(new RunCommand(operations, console))
                .addSubcommand(new SettingsCommand(operations, console))
                .addSubcommand(new DataCommand(operations, console))
                .addSubcommand(new DeltaCommand(operations, console))
                .addSubcommand(new CheckCommand(CheckOperation::run, console))
                .addSubcommand(new DiagnoseCommand(DiagnoseOperation::run, console))
                .addSubcommand(new AttachCommand(new AttachOperation(), console))
                .addSubcommand(new PlanCommand(operations, console))
                .addSubcommand(new IntegrityCommand(operations, console))
                .addSubcommand(DiffCommand.of(new DiffOperation(), console)
                        .addSubcommand(new DiffWatchCommand(DiffWatch::run, console)))
                .addSubcommand(new RepairCommand(new RepairOperation(), console))
                .addSubcommand(new StatusCommand(operations, console))
                .addSubcommand(new PauseCommand(operations, console))
                .addSubcommand(new ResumeCommand(operations, console))
                .addSubcommand(new StopCommand(operations, console))
                .addSubcommand(new LossesCommand(operations, console))
                .addSubcommand(new LoginsCommand(LoginsOperation::run, console))
                .addSubcommand(new BackfillCommand(new StreamReemit(), console))
                .addSubcommand(new ReplayCommand(new StreamReemit(), console))
                .addSubcommand(new ResetCommand(operations, console))
                .addSubcommand(new AcceptCommand(operations, console))
                .addSubcommand(new CutoverCommand(operations, console))
                .addSubcommand(new CleanupCommand(operations, console))
                .addSubcommand(ParkedCommand.of(new StoredParked(), console))
                .addSubcommand(config);
        more.forEach(command -> commandLine.addSubcommand(command.apply(console)));
        ErrorReport errors = new ErrorReport(gangway);
        return commandLine
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(errors)
                .setParameterExceptionHandler(errors)
                .setExecutionStrategy(parsed -> {
                    Logging.setLevel(gangway.options().level());
                    Logging.showOnConsole(gangway.options().isVerbose());
                    console.setQuiet(gangway.options().isQuiet());
                    if (gangway.options().logFile() != null) {
                        Logging.addFile(gangway.options().logFile());
                    }
                    try {
                        return new CommandLine.RunLast().execute(parsed);
                    } catch (Error e) {
                        return errors.handleError(e, parsed.commandSpec().commandLine());
                    }
                })
                .execute(args);
    }
}
