package dev.gangway.app;

import dev.gangway.app.command.ExitCode;
import dev.gangway.app.command.GangwayCommand;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.problem.NearestName;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells a person what went wrong: one message, the exit code that fits, and a stack trace only with {@code --debug}. */
final class ErrorReport implements IExecutionExceptionHandler, IParameterExceptionHandler {
    private static final Logger LOGGER = LoggerFactory.getLogger(ErrorReport.class);

    private final GangwayCommand gangway;

    ErrorReport(GangwayCommand gangway) {
        this.gangway = gangway;
    }

    @Override
    public int handleExecutionException(Exception error, CommandLine command, ParseResult parsed) {
        return tell(error, command);
    }

    /** Ends with a word also for what no command can do anything about, such as a class that is not there. */
    int handleError(Error error, CommandLine command) {
        LOGGER.atError().setCause(error).log("The program cannot go on");
        return tell(error, command);
    }

    private int tell(Throwable error, CommandLine command) {
        PrintWriter err = command.getErr();
        ErrorCode code = error instanceof MigrationException known ? known.code() : ErrorCode.INTERNAL;
        String message = error instanceof MigrationException
                ? String.valueOf(error.getMessage())
                : "Unexpected error (" + error + "); run again with --debug and report what it shows";
        err.println("gangway: " + message + " [" + code + "]");
        if (gangway.options().isDebug()) {
            error.printStackTrace(err);
        }
        err.flush();
        return code.type().exitCode();
    }

    @Override
    public int handleParseException(ParameterException error, String[] args) {
        CommandLine command = error.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("gangway: " + messageOf(error, command) + " [" + ErrorCode.USAGE + "]");
        err.println("Try: " + command.getCommandSpec().qualifiedName() + " --help");
        err.flush();
        return ExitCode.USAGE;
    }

    private static String messageOf(ParameterException error, CommandLine command) {
        if (error instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            String word = unmatched.getUnmatched().get(0);
            boolean option = word.startsWith("-");
            String kind = option ? "option" : command.getSubcommands().isEmpty() ? "argument" : "command";
            return "Unknown %s \"%s\"%s".formatted(kind, word, hint(word, option, command));
        }
        return String.valueOf(error.getMessage());
    }

    private static String hint(String word, boolean option, CommandLine command) {
        List<String> known = new ArrayList<>();
        if (option) {
            known.addAll(command.getCommandSpec().optionsMap().keySet());
        } else {
            known.addAll(command.getSubcommands().keySet());
        }
        return known.isEmpty() ? "; remove it" : NearestName.hint(word, known);
    }
}
