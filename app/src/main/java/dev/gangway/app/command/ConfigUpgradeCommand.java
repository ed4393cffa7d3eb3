package dev.gangway.app.command;

import dev.gangway.app.wiring.NewFiles;
import dev.gangway.core.config.upgrade.ConfigUpgrade;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.problem.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gangway config upgrade}: brings a configuration of an older version, or of Magento's own tool, up to date. */
@Command(
        name = "upgrade",
        description = "Bring a configuration of an older version, or of Magento's own tool, up to date and list what"
                + " changes. Without --out or --in-place nothing is written.")
public final class ConfigUpgradeCommand implements Callable<Integer> {
    private final Console console;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    @Parameters(index = "0", paramLabel = "FILE", description = "The configuration file to read.")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Option(names = "--out", paramLabel = "FILE", description = "Write the result to this file.")
    private @Nullable Path out;

    @Option(names = "--in-place", description = "Write the result over the file, and keep the old one as FILE.bak.")
    private boolean inPlace;

    @Option(names = "--force", description = "Overwrite a file of --out, or an older FILE.bak.")
    private boolean force;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    public ConfigUpgradeCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        requireSense();
        Problems problems = new Problems();
        Optional<ConfigUpgrade> read = ConfigUpgrade.of(file, problems);
        problems.throwIfErrors(ErrorCode.CONFIG_INVALID, "The configuration cannot be read:");
        ConfigUpgrade upgrade = read.orElseThrow();
        Path target = out == null ? file : out;
        ConfigCheck check = ConfigCheck.of(target, upgrade.text());
        boolean isRight = check.mistakes().isEmpty();
        boolean isWritten =
                isRight && (out != null || inPlace && !upgrade.changes().isEmpty());
        Optional<Path> backup = isWritten ? write(upgrade.text(), target) : Optional.empty();
        var report = new UpgradeReport(file, upgrade.changes(), check.mistakes(), isWritten ? target : null, backup);
        console.result(json ? report.json() : report.text());
        if (!isRight) {
            check.complain(target, console);
            console.complain("These are for a person to mend, in " + file + "; nothing was written");
            return ErrorCode.CONFIG_INVALID.type().exitCode();
        }
        return ExitCode.DONE;
    }

    private void requireSense() {
        if (!Files.isRegularFile(file)) {
            throw new MigrationException(
                    ErrorCode.CONFIG_FILE_MISSING,
                    "The configuration file \"" + file + "\" does not exist; give its name");
        }
        if (out != null && inPlace) {
            throw new ParameterException(
                    command.commandLine(), "--out and --in-place say different things; leave one out");
        }
        if (out != null && Files.exists(out) && isSame(out)) {
            throw new ParameterException(
                    command.commandLine(), "--out is the file itself; write --in-place, which keeps the old one");
        }
    }

    private boolean isSame(Path other) {
        try {
            return Files.isSameFile(file, other);
        } catch (IOException e) {
            return file.toAbsolutePath()
                    .normalize()
                    .equals(other.toAbsolutePath().normalize());
        }
    }

    /** The result holds passwords as the old file does: a new file is its owner's, one that is replaced keeps its rights. */
    private Optional<Path> write(String text, Path target) {
        if (!inPlace) {
            NewFiles.refuseExisting(List.of(target), force);
            NewFiles.write(target, text, true);
            return Optional.empty();
        }
        Path backup = target.resolveSibling(target.getFileName() + ".bak");
        NewFiles.refuseExisting(List.of(backup), force);
        try {
            Path whole = target.toRealPath();
            var rights = Files.getFileAttributeView(whole, PosixFileAttributeView.class)
                    .readAttributes()
                    .permissions();
            Files.copy(target, backup, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
            NewFiles.write(whole, text, true);
            Files.setPosixFilePermissions(whole, rights);
        } catch (IOException e) {
            throw NewFiles.notWritten(target, e);
        }
        return Optional.of(backup);
    }
}
