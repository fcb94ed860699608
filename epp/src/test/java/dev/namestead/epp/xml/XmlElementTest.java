package dev.namestead.epp.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class XmlElementTest {

    private static final XmlElement CHILD = new XmlElement("v", "child", Map.of(), List.of());

    @Test
    void anElement_cannotBeChanged_byWhoHasGivenOrTakenItsContent() {
        List<XmlNode> given = new ArrayList<>(List.of(CHILD));
        var element = new XmlElement("v", "parent", Map.of(), given);
        given.clear();

        assertThat(element.content()).containsExactly(CHILD);
        for (List<? extends XmlNode> taken :
                List.of(element.content(), element.children(), element.children("child"))) {
            assertThatThrownBy(() -> taken.remove(0)).isInstanceOf(UnsupportedOperationException.class);
            assertThatThrownBy(() -> taken.set(0, null)).isInstanceOf(UnsupportedOperationException.class);
            assertThatThrownBy(() -> taken.get(1)).isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    @Test
    void children_areThoseOfTheName_inOrder_withoutTheTextBetween() {
        var other = new XmlElement("w", "other", Map.of("n", "1"), List.of());
        var parent = new XmlElement(
                "v", "parent", Map.of(), List.of(new XmlNode.Text("a"), other, CHILD, new XmlNode.Text("b"), CHILD));

        assertThat(parent.children()).isEqualTo(List.of(other, CHILD, CHILD));
        assertThat(parent.children("child")).isEqualTo(List.of(CHILD, CHILD));
        assertThat(parent.children("none")).isEmpty();
        assertThat(parent.rawText()).isEqualTo("ab");
    }

    @Test
    void contentThatIsNull_isRefused() {
        List<XmlNode> nothing = new ArrayList<>();
        nothing.add(null);

        assertThatThrownBy(() -> new XmlElement("v", "parent", Map.of(), nothing))
                .isInstanceOf(NullPointerException.class);
    }
}
