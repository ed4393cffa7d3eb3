package dev.gangway.demo;

import dev.gangway.core.config.CaptureConfig;
import java.util.Optional;

/**
 * What a person asks of the demo: where its servers come from, how much there is to do and what stays afterwards.
 *
 * @param size factor on the sample shop's few thousand products, customers and orders
 * @param seconds how long the shop is used while the stream runs
 * @param cutover the night of the switch is shown instead of load and stream alone
 */
record DemoRequest(
        Source source,
        Optional<CaptureConfig.Mode> capture,
        double size,
        int seconds,
        boolean cutover,
        boolean keep,
        boolean json) {

    /** The demo's source server. */
    enum Source {
        MYSQL,
        MARIADB
    }
}
