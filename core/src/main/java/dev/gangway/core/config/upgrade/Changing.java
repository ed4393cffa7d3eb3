package dev.gangway.core.config.upgrade;

import dev.gangway.core.xml.XmlEdits;
import dev.gangway.core.xml.XmlElement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes changes in a text and tells them. One use, one thread. */
final class Changing {
    private final XmlEdits edits;
    private final List<Change> changes = new ArrayList<>();

    Changing(XmlEdits edits) {
        this.edits = edits;
    }

    XmlEdits edits() {
        return edits;
    }

    List<Change> changes() {
        return changes;
    }

    void tell(XmlElement at, Change.Kind kind, String what, String now, String why) {
        changes.add(new Change(at.line(), kind, what, now, why));
    }

    void remove(XmlElement element, String what, String why) {
        edits.remove(element);
        tell(element, Change.Kind.REMOVED, what, "", why);
    }

    void remove(XmlElement owner, XmlElement.Attribute attribute, String why) {
        edits.remove(attribute);
        tell(owner, Change.Kind.REMOVED, inElement(owner, attribute.name()), "", why);
    }

    static String inElement(XmlElement owner, String name) {
        return name + " of <" + owner.name() + ">";
    }

    /** The children that are given again below, where the last one counts; an include may stand several times. */
    static List<XmlElement> repeated(XmlElement parent) {
        Map<String, XmlElement> last = new HashMap<>();
        parent.children().forEach(child -> last.put(child.name(), child));
        return parent.children().stream()
                .filter(child ->
                        last.get(child.name()) != child && !child.name().contains(":"))
                .toList();
    }

    void removeRepeated(XmlElement element, String what) {
        remove(element, what, "it is given again below, and that one counts");
    }
}
