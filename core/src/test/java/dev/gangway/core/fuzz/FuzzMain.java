package dev.gangway.core.fuzz;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Fuzzes for as many seconds as told, in rounds over all targets; every input that breaks one is saved. Best run with little
 * memory: {@code nice java -Xmx128m -cp ... dev.gangway.core.fuzz.FuzzMain SECONDS FOLDER [SEED]}.
 */
final class FuzzMain {
    private static final Duration ROUND = Duration.ofSeconds(15);
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private FuzzMain() {}

    public static void main(String[] args) throws Exception {
        long end =
                System.nanoTime() + Duration.ofSeconds(Long.parseLong(args[0])).toNanos();
        Path findings = Files.createDirectories(Path.of(args[1]));
        long seed = args.length > 2 ? Long.parseLong(args[2]) : System.nanoTime();
        List<FuzzTarget> targets = FuzzTargets.all(Files.createTempDirectory("gangway-fuzz-"));
        long inputs = 0;
        int found = 0;
        while (System.nanoTime() < end) {
            for (FuzzTarget target : targets) {
                try (var runner = new FuzzRunner(target, seed++, LIMIT)) {
                    Optional<FuzzRunner.Finding> finding = runner.run(ROUND);
                    inputs += runner.inputs();
                    System.out.printf(
                            "%s seed %d: %d inputs, %d outcomes%n",
                            target.name(), seed - 1, runner.inputs(), runner.outcomes());
                    if (finding.isPresent()) {
                        FuzzRunner.Finding broken = finding.get();
                        Path file = findings.resolve(target.name().replace('\\', '-') + "-" + ++found);
                        Files.write(file, broken.input());
                        System.out.println("FOUND " + file + " " + broken);
                        Throwable cause = broken.cause();
                        if (cause != null) {
                            cause.printStackTrace(System.out);
                        }
                    }
                }
            }
        }
        System.out.println("All in all " + inputs + " inputs, " + found + " findings");
    }
}
