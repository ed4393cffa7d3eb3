package dev.gangway.benchmarks;

import dev.gangway.embedded.DatabaseFlavor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code benchmarks/run catchup}: see README.md beside it. */
@Command(
        name = "catchup",
        mixinStandardHelpOptions = true,
        description = "Measures how the stream catches up with changes that waited in the binlog.")
public final class CatchUpBenchmark implements Callable<Integer> {
    @Option(names = "--changes", defaultValue = "200000", description = "Row changes that wait. Default: 200000.")
    private int changes = 200_000;

    @Option(names = "--repeat", paramLabel = "TIMES", defaultValue = "1", description = "Catch-ups. Default: 1.")
    private int repeat = 1;

    @Option(
            names = "--source",
            paramLabel = "SERVER",
            defaultValue = "MARIADB_11_4",
            description = "${COMPLETION-CANDIDATES}")
    private DatabaseFlavor source = DatabaseFlavor.MARIADB_11_4;

    @Option(names = "--target", paramLabel = "SERVER", defaultValue = "MARIADB_11_4", description = "The same.")
    private DatabaseFlavor target = DatabaseFlavor.MARIADB_11_4;

    @Option(names = "--heap", defaultValue = "512m", description = "Heap of the stream. Default: 512m.")
    private String heap = "512m";

    @Option(names = "--java", paramLabel = "OPTION", description = "A further option of the stream's JVM.")
    private List<String> javaOptions = new ArrayList<>();

    @Option(names = "--no-peer", description = "Do not replay the same binlog natively.")
    private boolean withoutPeer;

    /** Exit code 0 when everything ran, whatever was measured. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new CatchUpBenchmark())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args));
    }

    @Override
    public Integer call() throws Exception {
        Path home = Path.of(System.getProperty("gangway.home", "")).toAbsolutePath();
        Path file = home.resolve("benchmarks/sample.xml");
        try (SampleServers servers = SampleServers.start(source, target, false)) {
            say("Loading the sample shop, " + servers.title());
            Map<String, String> variables = LoadRun.ofSample(servers, home, file);
            var delta = new DeltaRun(home, heap, javaOptions);
            DeltaResult idle = delta.run(file, variables);
            say("A stream with nothing to do, from start to end: %.1f s, processor time %.1f s"
                    .formatted(DeltaResult.seconds(idle.took()), DeltaResult.seconds(idle.own())));
            for (int i = 0; i < repeat; i++) {
                measure(servers, delta, new Catch(file, variables, idle));
            }
        }
        return 0;
    }

    private record Catch(Path file, Map<String, String> variables, DeltaResult idle) {}

    private void measure(SampleServers servers, DeltaRun delta, Catch how) throws Exception {
        Optional<NativePeer> peer =
                withoutPeer || !source.isMariaDb() ? Optional.empty() : Optional.of(NativePeer.prepare(servers));
        try {
            long written = new ShopChanges(servers.sourceDatabase()).write(changes);
            say("Wrote %,d row changes in %d tables; the stream catches up".formatted(written, ShopChanges.TABLES));
            DeltaResult result = delta.run(how.file(), how.variables());
            say(result.text(written, how.idle()));
            if (peer.isPresent()) {
                NativePeer.Replay replay = peer.get().replay();
                say(replay.text(written, result));
            } else {
                say("No native peer: of the embedded servers only MariaDB's is set up to follow another here");
            }
        } finally {
            peer.ifPresent(NativePeer::close);
        }
    }

    private static void say(String text) {
        System.out.println(text);
    }
}
