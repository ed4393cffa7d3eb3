package dev.gangway.events.registry;

import java.net.URI;
import java.time.Duration;

/**
 * Where the schema registry is. {@link #toString()} hides the password.
 *
 * @param user empty when the registry asks for none
 * @param timeout of one request
 * @param attempts how often a request is tried when the registry cannot be reached or answers 5xx
 */
public record RegistryConfig(URI url, String user, String password, Duration timeout, int attempts) {

    public static RegistryConfig of(String url) {
        return of(url, "", "");
    }

    public static RegistryConfig of(String url, String user, String password) {
        String base = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        return new RegistryConfig(URI.create(base), user, password, Duration.ofSeconds(10), 5);
    }

    @Override
    public String toString() {
        return "RegistryConfig[" + url + ", user=" + user + "]";
    }
}
