package dev.gangway.core.config;

import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.problem.Problems;
import dev.gangway.core.rules.Compatibility;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Everything a configuration file says, checked as far as that is possible without a database. Immutable. */
public record MigrationConfig(
        Path file,
        String sourceId,
        Map<Mode, List<StepConfig>> steps,
        ConnectionConfig source,
        ConnectionConfig destination,
        Options options,
        CaptureConfig capture,
        KafkaConfig kafka,
        SinkConfig sink,
        BulkConfig bulk,
        ControlConfig control) {

    public MigrationConfig {
        Map<Mode, List<StepConfig>> copy = new EnumMap<>(Mode.class);
        steps.forEach((mode, list) -> copy.put(mode, List.copyOf(list)));
        steps = Collections.unmodifiableMap(copy);
    }

    /** Reads a configuration file; every mistake becomes a problem, and the result is empty when there are errors. */
    public static Optional<MigrationConfig> read(Path file, ConfigEnvironment environment, Problems problems) {
        return new ConfigReader(file, environment, problems).read();
    }

    /** The same for a text that is to be written to the file. */
    public static Optional<MigrationConfig> read(
            Path file, String text, ConfigEnvironment environment, Problems problems) {
        return new ConfigReader(file, environment, problems).read(text);
    }

    /**
     * Reads a configuration file that must be right; warnings are added to the problems.
     *
     * @throws MigrationException CONFIG_FILE_MISSING, or CONFIG_INVALID with every mistake
     */
    public static MigrationConfig load(Path file, ConfigEnvironment environment, Problems warnings) {
        if (!Files.isRegularFile(file)) {
            throw new MigrationException(
                    ErrorCode.CONFIG_FILE_MISSING,
                    "The configuration file \"" + file + "\" does not exist; give its name with --config FILE");
        }
        Problems problems = new Problems();
        Optional<MigrationConfig> config = read(file, environment, problems);
        warnings.addAll(problems);
        problems.throwIfErrors(ErrorCode.CONFIG_INVALID, "The configuration has mistakes:");
        return config.orElseThrow(() -> new MigrationException(
                ErrorCode.CONFIG_INVALID, "The configuration file \"" + file + "\" cannot be read"));
    }

    public Compatibility compatibility() {
        return options.compatibility();
    }

    /** The same with one option set as if the file said so; for what the command line may decide. */
    public MigrationConfig withOption(OptionName name, String text) {
        return new MigrationConfig(
                file,
                sourceId,
                steps,
                source,
                destination,
                options.with(name, text),
                capture,
                kafka,
                sink,
                bulk,
                control);
    }

    /** The steps of a mode in execution order. */
    public List<StepConfig> steps(Mode mode) {
        return steps.getOrDefault(mode, List.of());
    }

    /** The steps that the settings or the data mode has. */
    public Set<StepKind> loadSteps() {
        return Stream.of(Mode.SETTINGS, Mode.DATA)
                .flatMap(mode -> steps(mode).stream())
                .flatMap(step -> step.kind().stream())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(StepKind.class)));
    }

    public boolean hasStep(Mode mode, StepKind kind) {
        return steps(mode).stream().anyMatch(step -> step.is(kind));
    }
}
