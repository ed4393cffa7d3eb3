package dev.gangway.app.diagnose;

import dev.gangway.app.run.TopicPlaces;
import dev.gangway.mysql.connect.SqlErrors;
import dev.gangway.mysql.state.SinkStateStore;
import dev.gangway.mysql.state.StateSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whether the topics of a configured cluster still hold what the target is to read next. */
final class TopicDiagnosis implements Diagnosis {
    private static final int SHOWN = 5;

    @Override
    public Set<Needs> needs() {
        return Set.of(Needs.KAFKA, Needs.STATE);
    }

    @Override
    public List<Finding> look(Scene scene) {
        Map<SinkStateStore.Partition, Long> next = next(scene.databases().state());
        if (next.isEmpty()) {
            return List.of();
        }
        TopicPlaces places = TopicPlaces.of(scene.config(), next);
        var findings = new ArrayList<Finding>();
        if (!places.missingTopics().isEmpty()) {
            findings.add(Finding.of(
                    Fault.TOPICS_GONE,
                    "not there: " + some(places.missingTopics(), ", "),
                    scene.command("attach --yes")));
        }
        if (!places.lost().isEmpty()) {
            findings.add(Finding.of(Fault.RECORDS_GONE, some(places.lost(), "; "), scene.command("attach --yes")));
        }
        return findings;
    }

    private static String some(List<String> all, String between) {
        String shown = String.join(between, all.subList(0, Math.min(SHOWN, all.size())));
        return all.size() > SHOWN ? shown + between + "and %,d more".formatted(all.size() - SHOWN) : shown;
    }

    private static Map<SinkStateStore.Partition, Long> next(StateSchema state) {
        try (Connection connection = state.target().open()) {
            return new SinkStateStore(state).offsets(connection);
        } catch (SQLException e) {
            throw SqlErrors.translate(e, state.target().config(), "reading the target's place");
        }
    }
}
