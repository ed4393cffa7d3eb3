package dev.gangway.app.diagnose;

import dev.gangway.app.run.TopicPlaces;
import dev.gangway.mysql.state.SinkStateStore;
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
        Map<SinkStateStore.Partition, Long> next = scene.place((connection, store) -> store.offsets(connection));
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
}
