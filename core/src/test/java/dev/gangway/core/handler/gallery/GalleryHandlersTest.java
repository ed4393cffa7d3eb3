package dev.gangway.core.handler.gallery;

import static dev.gangway.core.handler.HandlerFixture.handler;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.core.handler.HandlerFixture;
import dev.gangway.core.schema.SideTable;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GalleryHandlersTest {
    private static final String LINKS = "catalog_product_entity_media_gallery_value_to_entity";

    private static HandlerFixture insert() {
        return handler("Gallery\\InsertValueToEntity").on("catalog_product_entity_media_gallery", "value_id");
    }

    @Test
    void imagesAreLinkedToTheirProduct() {
        HandlerFixture fixture = insert().targetTable(LINKS, "value_id", "entity_id");

        var row = fixture.applyTo("value_id", "7", "entity_id", "3");

        assertThat(row.get("value_id")).isEqualTo("7");
        assertThat(fixture.emittedTables).containsExactly(LINKS);
        assertThat(fixture.emitted).containsExactly(Map.of("value_id", "7", "entity_id", "3"));
        assertThat(fixture.create().sideTable())
                .contains(new SideTable(LINKS, Map.of("value_id", "value_id", "entity_id", "entity_id")));
    }

    @ParameterizedTest
    @CsvSource({
        "opensource-to-opensource,row_id,entity_id",
        "opensource-to-commerce,row_id,row_id",
        "opensource-to-commerce,entity_id,entity_id",
        "commerce-to-commerce,row_id,row_id"
    })
    void linksUseRowIdsWhereTheTargetHasStaging(String edition, String targetColumn, String expected) {
        HandlerFixture fixture =
                insert().option("edition_migrate", edition).targetTable(LINKS, "value_id", targetColumn);

        fixture.applyTo("value_id", "7", "entity_id", "3");

        assertThat(fixture.emitted).containsExactly(Map.of("value_id", "7", expected, "3"));
    }

    @ParameterizedTest
    @CsvSource({"7,3", "8,0", ",0"})
    void labelsGetTheProductOfTheirImage(String valueId, String product) {
        HandlerFixture fixture = handler("Gallery\\SetEntityId")
                .on("catalog_product_entity_media_gallery_value", "entity_id")
                .source("catalog_product_entity_media_gallery", "value_id", "7", "entity_id", "3");

        assertThat(fixture.applyTo("value_id", valueId, "entity_id", null).get("entity_id"))
                .isEqualTo(product);
    }
}
