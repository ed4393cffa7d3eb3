package dev.gangway.core.handler;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class HandlerReferenceTest {
    private static final Path PAGE = Path.of("..", "docs", "reference", "handlers.md");
    private static final List<String> NAMES = List.of(
            "AddPrefix",
            "BundleParentProduct",
            "ClassMap",
            "CleanMultiselect",
            "Convert",
            "ConvertDateFormat",
            "ConvertEavValue",
            "ConvertIp",
            "ConvertTimestampToDate",
            "EavAttributeGroup\\SetGroupCode",
            "EavAttribute\\ApplyTo",
            "EavAttribute\\BackendTypeForMultiselect",
            "EavAttribute\\ConvertModel",
            "Encrypt",
            "FieldCopy",
            "Gallery\\InsertValueToEntity",
            "Gallery\\SetEntityId",
            "GetDestinationValue",
            "GetEventStatus",
            "Placeholder",
            "ProductAlertStoreId",
            "QuoteMultiAddressStoreId",
            "Rule\\ConditionSql",
            "Rule\\CustomerSegmentConditionSql",
            "Rule\\NormalizationIds",
            "Rule\\SerializedData",
            "SalesOrderStatusState\\SetVisibleOnFront",
            "Sequence",
            "SerializeToJson",
            "SerializeToJson\\ConvertWithConditions",
            "SerializeToJson\\ItemOption",
            "SerializeToJson\\SalesOrderItem",
            "SetDefaultWebsiteId",
            "SetHash",
            "SetValue",
            "SetValueAttributeCondition",
            "Settings\\CategoryRootId",
            "Settings\\Template",
            "Settings\\UrlSuffix",
            "StoreGroupCode",
            "Synonym",
            "Timezone",
            "TruncateSuffix",
            "VisualMerchandiser\\Attribute",
            "VisualMerchandiser\\InsertMode",
            "VisualMerchandiser\\SmartAttribute");

    @Test
    void everyHandlerOfTheOldToolExists() {
        assertThat(HandlerRegistry.load().all())
                .extracting(HandlerFactory::name)
                .containsExactlyElementsOf(NAMES);
    }

    @Test
    void everyHandlerTellsWhatItIsForWithAnExample() {
        for (HandlerFactory factory : HandlerRegistry.load().all()) {
            HandlerDescription description = factory.description();
            assertThat(description.summary())
                    .describedAs(factory.name())
                    .endsWith(".")
                    .hasSizeLessThan(120);
            assertThat(description.examples()).describedAs(factory.name()).isNotEmpty();
        }
    }

    @Test
    void pageIsUpToDate() throws IOException {
        String page = HandlerReference.markdown(HandlerRegistry.load());
        if (Boolean.getBoolean("gangway.write-docs")) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, page);
        }

        assertThat(PAGE).hasContent(page);
    }
}
