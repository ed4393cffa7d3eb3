package dev.gangway.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TopicsTest {
    private final Topics topics = new Topics("shop-1");

    @Test
    void namesEveryTopicOnce() {
        assertThat(topics.all()).hasSize(22).doesNotHaveDuplicates().contains("gangway.shop-1.rows.quote");
    }

    @Test
    void findsTheDomainOfATopic() {
        assertThat(topics.domainOf("gangway.shop-1.changes.cms")).contains(Domain.CMS);
        assertThat(topics.domainOf("gangway.shop-1.parked")).isEmpty();
        assertThat(topics.domainOf("gangway.shop.changes.cms")).isEmpty();
    }

    @Test
    void refusesASourceIdThatIsNoTopicName() {
        assertThatThrownBy(() -> new Topics("Shop 1")).hasMessageContaining("lower-case");
    }
}
