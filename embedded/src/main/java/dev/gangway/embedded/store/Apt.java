package dev.gangway.embedded.store;

import dev.gangway.embedded.process.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** apt-get with a private state folder: works without root and whatever the machine's own package lists look like. */
final class Apt {
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final String KEYS = "/usr/share/keyrings/debian-archive-keyring.gpg";

    private final Path work;
    private final List<String> options = new ArrayList<>();

    /** An apt with the machine's own sources. */
    Apt(Path work) {
        this.work = work;
        options.addAll(List.of(
                "Dir::State=" + work,
                "Dir::State::lists=" + work.resolve("lists"),
                "Dir::State::status=" + work.resolve("status"),
                "Dir::Cache=" + work.resolve("cache"),
                "APT::Sandbox::User=root",
                "Acquire::Languages=none"));
    }

    /** Where downloaded packages are. */
    Path archives() {
        return work.resolve("cache/archives");
    }

    /** Makes the folders that apt needs. No package counts as installed. */
    void prepare() throws IOException {
        Files.createDirectories(work.resolve("lists/partial"));
        Files.createDirectories(archives().resolve("partial"));
        Files.write(work.resolve("status"), new byte[0]);
    }

    /** Looks into one suite of Debian only, on the mirror that the machine uses. */
    void useSuite(String suite) throws IOException {
        Path sources = Files.writeString(
                work.resolve("sources.list"), "deb [signed-by=" + KEYS + "] " + mirror() + " " + suite + " main\n");
        options.addAll(List.of(
                "Dir::Etc::SourceList=" + sources,
                "Dir::Etc::SourceParts=/dev/null",
                "Dir::Etc::Preferences=/dev/null",
                "Dir::Etc::PreferencesParts=/dev/null",
                "APT::Architecture=amd64",
                // A mirror may stand still for some days.
                "Acquire::Check-Valid-Until=false"));
    }

    private String mirror() {
        return get("indextargets", "--format", "$(REPO_URI)", "Created-By: Packages")
                .output()
                .lines()
                .filter(line -> line.matches("https?://.*/debian/?"))
                .findFirst()
                .orElse("http://deb.debian.org/debian");
    }

    Command.Result get(String... arguments) {
        List<String> words = new ArrayList<>(List.of("apt-get", "-qq", "-y"));
        options.forEach(option -> words.addAll(List.of("-o", option)));
        words.addAll(List.of(arguments));
        return Command.of(work, words).run(LIMIT);
    }
}
