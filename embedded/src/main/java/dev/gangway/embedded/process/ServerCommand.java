package dev.gangway.embedded.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What is needed to start a server: a title for messages, program and arguments, the folder it runs in, changes of the
 * environment and the log files (relative to the folder) to quote from. Standard output goes to {@code out.log}.
 */
public record ServerCommand(
        String title, List<String> words, Path folder, Map<String, String> environment, List<String> logNames) {
    private static final String OUTPUT = "out.log";

    public ServerCommand {
        words = List.copyOf(words);
        environment = Map.copyOf(environment);
        logNames = List.copyOf(logNames);
    }

    public Path output() {
        return folder.resolve(OUTPUT);
    }

    public List<Path> logs() {
        return Stream.concat(logNames.stream(), Stream.of(OUTPUT))
                .map(folder::resolve)
                .toList();
    }
}
