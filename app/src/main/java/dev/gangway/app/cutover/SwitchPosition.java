package dev.gangway.app.cutover;

import dev.gangway.core.position.StartPoint;

/** Writes and reads the source's position at the switch, as the state keeps it. */
final class SwitchPosition {
    private SwitchPosition() {}

    static String text(StartPoint at) {
        return at.file().isEmpty() ? at.capture() : at.capture() + " " + at.file() + " " + at.offset();
    }

    static StartPoint parse(String text) {
        String[] parts = text.split(" ", -1);
        return parts.length == 3
                ? new StartPoint(parts[0], parts[1], Long.parseLong(parts[2]), "")
                : StartPoint.triggers();
    }
}
