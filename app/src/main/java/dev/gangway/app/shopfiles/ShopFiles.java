package dev.gangway.app.shopfiles;

import dev.gangway.app.command.LoginItem;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the files in a shop's folder say.
 *
 * @param connection where the connection is described, as {@code app/etc/local.xml:14}
 * @param release the release of the program that is installed there
 * @param commerce whether that is Magento Commerce; empty when the files do not tell
 */
public record ShopFiles(
        String connection, Map<LoginItem, Found> values, Optional<Found> release, Optional<Boolean> commerce) {

    public ShopFiles {
        values = Map.copyOf(values);
    }

    public Optional<Found> value(LoginItem item) {
        return Optional.ofNullable(values.get(item));
    }

    /** Collects values; empty ones count as not there, but for a prefix and a password, which may be empty. */
    static final class Builder {
        private final Map<LoginItem, Found> values = new EnumMap<>(LoginItem.class);

        Builder put(LoginItem item, Optional<Found> found) {
            boolean mayBeEmpty = item == LoginItem.PREFIX || item == LoginItem.PASSWORD;
            found.filter(value ->
                            mayBeEmpty || !value.readable() || !value.text().isBlank())
                    .ifPresent(value -> values.put(item, value));
            return this;
        }

        /** A host as Magento writes it: a name, {@code name:port}, or the path of a socket. */
        Builder putHost(Optional<Found> host, Optional<Found> port, Optional<Found> socket) {
            Optional<Found> address =
                    socket.filter(value -> !value.text().isBlank()).or(() -> host);
            String text = address.map(Found::text).orElse("");
            String where = address.map(Found::where).orElse("");
            int colon = text.indexOf(':');
            if (text.contains("/")) {
                return put(LoginItem.HOST, Optional.of(Found.of(text.substring(text.indexOf('/')), where)));
            }
            if (colon > 0 && colon == text.lastIndexOf(':')) {
                put(LoginItem.PORT, Optional.of(Found.of(text.substring(colon + 1), where)));
                return put(LoginItem.HOST, Optional.of(Found.of(text.substring(0, colon), where)));
            }
            return put(LoginItem.HOST, address).put(LoginItem.PORT, port);
        }

        ShopFiles build(String connection, Optional<Found> release, Optional<Boolean> commerce) {
            return new ShopFiles(connection, values, release, commerce);
        }
    }
}
