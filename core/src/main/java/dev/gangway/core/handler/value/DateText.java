package dev.gangway.core.handler.value;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;

/** Dates in the form of MySQL: {@code 2015-10-06 12:56:36}, UTC. */
final class DateText {
    private static final DateTimeFormatter PARSER = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 6, true)
            .toFormatter(Locale.ROOT);
    private static final DateTimeFormatter PRINTER = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    private DateText() {}

    static LocalDateTime parse(String text) {
        return LocalDateTime.parse(text, PARSER);
    }

    static String print(LocalDateTime date) {
        return PRINTER.format(date);
    }

    static String ofEpochSecond(long seconds) {
        return print(LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC));
    }
}
