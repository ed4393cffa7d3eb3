package dev.gangway.embedded;

import java.util.Map;

/**
 * How clients reach a broker: protocol, the broker's settings for it, and the settings that clients need in turn. Immutable.
 *
 * @param protocol such as {@code PLAINTEXT} or {@code SASL_SSL}
 */
public record KafkaSecurity(String protocol, Map<String, String> broker, Map<String, String> client) {
    public static final KafkaSecurity PLAINTEXT = new KafkaSecurity("PLAINTEXT", Map.of(), Map.of());

    private static final String MECHANISM = "PLAIN";

    public KafkaSecurity {
        broker = Map.copyOf(broker);
        client = Map.copyOf(client);
    }

    /** One account that clients must log in with. */
    public static KafkaSecurity saslPlain(String user, String password) {
        String login = "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"" + user
                + "\" password=\"" + password + "\"";
        String protocol = "SASL_PLAINTEXT";
        String mechanism = "sasl.mechanism";
        return new KafkaSecurity(
                protocol,
                Map.of(
                        "sasl.enabled.mechanisms",
                        MECHANISM,
                        mechanism + ".inter.broker.protocol",
                        MECHANISM,
                        "listener.name." + protocol.toLowerCase(java.util.Locale.ROOT) + ".plain.sasl.jaas.config",
                        login + " user_" + user + "=\"" + password + "\";"),
                Map.of("security.protocol", protocol, mechanism, MECHANISM, "sasl.jaas.config", login + ";"));
    }

    /** TLS with a PKCS12 store that holds the broker's key and, for clients, its certificate. */
    public static KafkaSecurity tls(String keyStore, String password) {
        String type = "PKCS12";
        return new KafkaSecurity(
                "SSL",
                Map.of(
                        "ssl.keystore.location",
                        keyStore,
                        "ssl.keystore.password",
                        password,
                        "ssl.key.password",
                        password,
                        "ssl.keystore.type",
                        type,
                        "ssl.truststore.location",
                        keyStore,
                        "ssl.truststore.password",
                        password,
                        "ssl.truststore.type",
                        type),
                Map.of(
                        "security.protocol",
                        "SSL",
                        "ssl.truststore.location",
                        keyStore,
                        "ssl.truststore.password",
                        password,
                        "ssl.truststore.type",
                        type));
    }
}
