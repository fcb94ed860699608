package dev.namestead.sandbox.icann;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Which of ICANN's acceptance cases for registries are told here, in our own words: those on EPP itself, each by one test that
 * begins with its id.
 */
class IcannScopeTest {
    private static final List<String> IN_SCOPE = List.of(
            "epp02", "epp03", "epp04", "epp05", "epp06", "epp07", "epp08", "epp09", "epp10", "epp11", "epp12", "epp13",
            "epp14", "epp15", "epp16", "epp18", "epp19", "epp20", "epp21", "epp23", "epp24", "epp25", "epp26", "epp27");

    /** And why. */
    private static final Map<String, String> OUT_OF_SCOPE = Map.of(
            "epp01", "is about public addresses, their DNS, and authorities that browsers trust",
            "epp17", "compares the answers of several public addresses; a sandbox has one",
            "epp22", "is suspended by ICANN; LifeTest tells of restores");

    @Test
    void everyCaseInScope_isToldByOneTest() {
        List<String> told = Stream.of(
                        IcannSessionTest.class, IcannContactTest.class, IcannHostTest.class, IcannDomainTest.class)
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(method -> method.isAnnotationPresent(Test.class))
                .map(Method::getName)
                .map(name -> name.substring(0, name.indexOf('_')))
                .sorted()
                .toList();
        assertThat(told).isEqualTo(IN_SCOPE);
    }

    @Test
    void allTwentySevenIds_areInScopeOrNot() {
        var all = new TreeSet<>(IN_SCOPE);
        all.addAll(OUT_OF_SCOPE.keySet());
        assertThat(all).hasSize(IN_SCOPE.size() + OUT_OF_SCOPE.size()).first().isEqualTo("epp01");
        assertThat(all).hasSize(27).last().isEqualTo("epp27");
    }
}
