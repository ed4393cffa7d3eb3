package dev.gangway.testkit.shop;

import java.util.ArrayList;
import java.util.List;

/** The EAV entity types and attributes of the sample shop, read from {@code attributes.facts}. Immutable. */
public final class Attributes {
    private final List<EntityType> entityTypes = new ArrayList<>();
    private final List<Attribute> attributes = new ArrayList<>();

    private Attributes() {}

    /** Reads the facts. */
    public static Attributes load() {
        var result = new Attributes();
        for (String text : ShopSchema.Facts.lines("attributes.facts")) {
            if (!text.isBlank() && !text.startsWith("#")) {
                result.add(List.of(text.strip().split("\\s+")));
            }
        }
        return result;
    }

    private void add(List<String> words) {
        if (words.get(0).equals("entity")) {
            entityTypes.add(new EntityType(Integer.parseInt(words.get(1)), words.get(2), words.get(3)));
            return;
        }
        int type = entityTypes.get(entityTypes.size() - 1).id();
        for (String word : words.subList(2, words.size())) {
            String code = word.replaceAll("[*@]", "");
            attributes.add(new Attribute(
                    attributes.size() + 1,
                    type,
                    code,
                    words.get(0),
                    words.get(1),
                    word.contains("*"),
                    word.contains("@")));
        }
    }

    List<EntityType> entityTypes() {
        return List.copyOf(entityTypes);
    }

    List<Attribute> all() {
        return List.copyOf(attributes);
    }

    /** The attributes of an entity type that have rows in its value tables. */
    List<Attribute> valued(int entityType) {
        return attributes.stream()
                .filter(a -> a.entityType() == entityType && !a.backend().equals("static"))
                .toList();
    }

    /** The attribute with this code. */
    public Attribute of(int entityType, String code) {
        return attributes.stream()
                .filter(a -> a.entityType() == entityType && a.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No attribute " + code + " of type " + entityType));
    }

    record EntityType(int id, String code, String table) {}

    /** One attribute; {@code perStore} tells whether stores may have values of their own. */
    public record Attribute(
            int id, int entityType, String code, String backend, String input, boolean userDefined, boolean perStore) {}
}
