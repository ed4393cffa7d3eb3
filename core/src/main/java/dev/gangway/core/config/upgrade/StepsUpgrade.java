package dev.gangway.core.config.upgrade;

import dev.gangway.core.xml.XmlElement;

/** Brings {@code <steps>} up to date: what Magento's tool passes over without a word is taken out. */
final class StepsUpgrade {
    private final Changing changing;

    StepsUpgrade(Changing changing) {
        this.changing = changing;
    }

    void apply(XmlElement steps) {
        steps.children("step").forEach(this::step);
    }

    private void step(XmlElement step) {
        String title = step.attribute("title").map(XmlElement.Attribute::value).orElse("");
        if (title.isEmpty()) {
            changing.remove(step, "a <step> without title", "Magento's tool never ran it");
        } else if (step.children().isEmpty()) {
            changing.remove(step, "the step \"" + title + "\"", "it has no stage and does nothing");
        } else {
            stages(step, title);
        }
    }

    private void stages(XmlElement step, String title) {
        Changing.repeated(step)
                .forEach(stage ->
                        changing.removeRepeated(stage, "<" + stage.name() + "> of the step \"" + title + "\""));
    }
}
