package dev.gangway.events.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;

/**
 * Speaks the part of Confluent's registry API that the stages need; works with Confluent Schema Registry and with
 * Apicurio's {@code ccompat} address. Answers are cached for ever, because ids never change their meaning. Thread-safe.
 */
public final class RegistryClient implements SchemaRegistry {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SUBJECTS = "/subjects";
    private static final int UNKNOWN_ID = 404;
    private static final int INCOMPATIBLE = 409;
    private static final int INVALID = 422;

    private final RegistryHttp http;
    private final Map<Registration, Integer> ids = new ConcurrentHashMap<>();
    private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();

    public RegistryClient(RegistryConfig config) {
        this.http = new RegistryHttp(config);
    }

    @Override
    public int register(String subject, Schema schema) {
        return ids.computeIfAbsent(new Registration(subject, schema), this::post);
    }

    @Override
    public Schema schema(int id) {
        return schemas.computeIfAbsent(id, this::fetch);
    }

    /** Whether the registry would take the schema as the subject's next version; true for a new subject. */
    public boolean isCompatible(String subject, Schema schema) {
        RegistryHttp.Answer answer =
                http.send("POST", "/compatibility/subjects/" + encode(subject) + "/versions/latest", body(schema));
        if (answer.status() == UNKNOWN_ID) {
            return true;
        }
        return json(answer.orThrow("check the compatibility of " + subject))
                .path("is_compatible")
                .asBoolean();
    }

    /** Sets how strictly new versions of one subject are checked, such as {@code BACKWARD} or {@code NONE}. */
    public void setCompatibility(String subject, String level) {
        http.send(
                        "PUT",
                        "/config/" + encode(subject),
                        JSON.createObjectNode().put("compatibility", level).toString())
                .orThrow("set the compatibility of " + subject);
    }

    /** The level that applies to the subject; the registry's own default when the subject has none. */
    public String compatibility(String subject) {
        RegistryHttp.Answer own = http.send("GET", "/config/" + encode(subject), "");
        RegistryHttp.Answer answer = own.status() == UNKNOWN_ID ? http.send("GET", "/config", "") : own;
        JsonNode json = json(answer.orThrow("read the compatibility of " + subject));
        return json.path("compatibilityLevel").asText(json.path("compatibility").asText());
    }

    /** Ends when the registry answers; for checks at start-up. */
    public void ping() {
        http.send("GET", SUBJECTS, "").orThrow("list subjects");
    }

    /**
     * The subjects whose names begin so, sorted. A registry with very many subjects may tell only some of them: what is left
     * shows when those are removed.
     */
    public List<String> subjects(String prefix) {
        var subjects = new TreeSet<String>();
        json(http.send("GET", SUBJECTS + "?subjectPrefix=" + encode(prefix), "").orThrow("list subjects"))
                .forEach(name -> subjects.add(name.asText()));
        return subjects.stream().filter(name -> name.startsWith(prefix)).toList();
    }

    /** Forgets all subjects whose names begin so, also those that the registry tells only when others are gone. */
    public void removeAll(String prefix) {
        var removed = new HashSet<String>();
        List<String> told = subjects(prefix);
        while (!told.isEmpty() && removed.addAll(told)) {
            told.forEach(this::remove);
            told = subjects(prefix);
        }
    }

    /** Forgets a subject, if there is one: its next schema need not be compatible with any before. Ids keep their meaning. */
    public void remove(String subject) {
        RegistryHttp.Answer answer = http.send("DELETE", SUBJECTS + "/" + encode(subject), "");
        if (answer.status() != UNKNOWN_ID) {
            answer.orThrow("delete subject " + subject);
        }
        ids.keySet().removeIf(registration -> registration.subject().equals(subject));
    }

    private int post(Registration registration) {
        RegistryHttp.Answer answer = http.send(
                "POST", SUBJECTS + "/" + encode(registration.subject()) + "/versions", body(registration.schema()));
        if (answer.status() == INCOMPATIBLE || answer.status() == INVALID) {
            throw new MigrationException(
                    ErrorCode.REGISTRY_REJECTED,
                    "The schema registry does not take the new schema of " + registration.subject()
                            + " because it is not compatible with the last version: set the subject's compatibility to"
                            + " NONE, or undo the change of the table");
        }
        int id = json(answer.orThrow("register " + registration.subject()))
                .path("id")
                .asInt();
        schemas.putIfAbsent(id, registration.schema());
        return id;
    }

    private Schema fetch(int id) {
        RegistryHttp.Answer answer = http.send("GET", "/schemas/ids/" + id, "");
        if (answer.status() == UNKNOWN_ID) {
            throw new MigrationException(
                    ErrorCode.RECORD_UNREADABLE,
                    "The schema registry " + http.url() + " does not know schema " + id
                            + ": check that this is the registry the topics were written with");
        }
        String text = json(answer.orThrow("read schema " + id)).path("schema").asText();
        return new Schema.Parser().parse(text);
    }

    private static String body(Schema schema) {
        return JSON.createObjectNode().put("schema", schema.toString()).toString();
    }

    private static JsonNode json(RegistryHttp.Answer answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new MigrationException(
                    ErrorCode.REGISTRY_REJECTED,
                    "The schema registry's answer is not JSON: check that the address in <kafka> is that of a registry",
                    e);
        }
    }

    private static String encode(String subject) {
        return URLEncoder.encode(subject, StandardCharsets.UTF_8);
    }

    private record Registration(String subject, Schema schema) {}
}
