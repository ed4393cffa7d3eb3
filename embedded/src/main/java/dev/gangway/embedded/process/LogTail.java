package dev.gangway.embedded.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Reads the end of log files for error messages. A file that is missing or unreadable counts as empty. */
public final class LogTail {
    private LogTail() {}

    /** The last lines of the given files that are not blank, file after file, one to a line. */
    public static String of(List<Path> files, int lines) {
        return files.stream()
                .map(file -> lastLines(read(file), lines))
                .filter(text -> !text.isBlank())
                .collect(Collectors.joining(System.lineSeparator()));
    }

    static String lastLines(String text, int count) {
        List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
        return lines.subList(Math.max(0, lines.size() - count), lines.size()).stream()
                .collect(Collectors.joining(System.lineSeparator()));
    }

    static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
