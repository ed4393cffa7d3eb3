package dev.gangway.app.command;

import dev.gangway.mysql.state.ParkedSelection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which parked changes a command means; several conditions hold together. */
final class ParkedChoice {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    @Option(names = "--id", paramLabel = "N", split = ",", description = "These changes, by number.")
    private List<Long> ids = List.of();

    @Option(names = "--key", paramLabel = "KEY", description = "Rows with this key, such as entity_id=5.")
    private @Nullable String key;

    @Option(names = "--table", paramLabel = "TABLE", description = "Changes of this table.")
    private @Nullable String table;

    @Option(names = "--class", paramLabel = "CODE", description = "Changes parked with this code.")
    private @Nullable String code;

    ParkedSelection selection() {
        return new ParkedSelection(
                Set.copyOf(ids), Optional.ofNullable(key), Optional.ofNullable(table), Optional.ofNullable(code));
    }

    /** Whoever decides about everything has to say so. */
    ParkedSelection selection(boolean all) {
        ParkedSelection selection = selection();
        if (selection.isAll() != all) {
            throw new ParameterException(
                    command.commandLine(),
                    all
                            ? "--all means everything: leave it out, or leave out --id, --key, --table and --class"
                            : "Which ones? Add --id, --key, --table or --class, or --all");
        }
        return selection;
    }
}
