package dev.gangway.app.init;

import dev.gangway.core.config.CaptureConfig;
import java.util.List;
import java.util.Optional;

/**
 * Everything that the written configuration says.
 *
 * @param sourceId the migration's name when somebody gave one
 * @param source attributes of the source's {@code <database>} element; so {@code target}
 * @param options further options, keys and prefixes among them
 * @param headline what was found, for the top of the file
 */
record Written(
        Optional<String> sourceId,
        Pack pack,
        Origin packOrigin,
        List<Setting> source,
        List<Setting> target,
        List<Setting> options,
        Setting capture,
        List<String> headline) {

    Written {
        source = List.copyOf(source);
        target = List.copyOf(target);
        options = List.copyOf(options);
        headline = List.copyOf(headline);
    }

    CaptureConfig.Mode captureMode() {
        return CaptureConfig.Mode.valueOf(capture.text().toUpperCase(java.util.Locale.ROOT));
    }
}
