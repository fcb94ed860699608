package dev.namestead.sandbox;

import static dev.namestead.sandbox.testing.Diary.graces;
import static dev.namestead.sandbox.testing.Registrar.thickCreate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.namestead.sandbox.profile.Profiles;
import dev.namestead.sandbox.profile.RegistryProfile;
import dev.namestead.sandbox.testing.Registrar;
import dev.namestead.sandbox.testing.Sandbox;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the registries in the manner of real ones have in common; what each does differently is in the package beside this. */
class PersonalitiesTest {
    @TempDir
    static Path directory;

    static Sandbox sandbox;

    @BeforeAll
    static void start() {
        sandbox = Sandbox.withPersonalities(directory);
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    private static Registrar at(String registry, String... extensions) {
        return sandbox.open(registry, "namestead", Registrar.OBJECTS, List.of(extensions));
    }

    @ParameterizedTest
    @ValueSource(strings = {"v", "g", "i", "t", "c", "s", "f"})
    void everyOne_isAnExtensionOfItsOwn_andSellsWhatThePlainOnesSellToo(String id) {
        RegistryProfile profile = Profiles.builtIn(id);
        assertThat(profile.name()).endsWith(id.toUpperCase(Locale.ROOT));
        Set<String> plain = new HashSet<>();
        Profiles.builtIn().forEach(each -> plain.addAll(each.extensions().keySet()));
        assertThat(plain).containsAll(profile.extensions().keySet());
        Map<String, String> variables = SandboxEnvFile.variables(sandbox.registries());
        String prefix = "EPP_" + id.toUpperCase(Locale.ROOT) + "_";
        assertThat(variables.get(prefix + "EXTENSION"))
                .isEqualTo(profile.extensions().keySet().iterator().next());
        assertThat(variables).containsKeys(prefix + "PORT", prefix + "PASSWORD", prefix + "OTHER_PASSWORD");
    }

    @Test
    void chosenOnes_shareTheExtensions_inTheirOrder() {
        List<RegistryProfile> chosen = Profiles.chosen(List.of("v", "g", "thin", "thick"));
        assertThat(chosen.get(0).extensions()).containsKeys("com", "net", "cc");
        assertThat(chosen.get(2).extensions()).isEmpty();
        assertThat(chosen.get(3).extensions()).containsKey("org").doesNotContainKey("com");
        Profiles.checkDisjoint(chosen);
        assertThatThrownBy(() -> Profiles.chosen(List.of("x"))).hasMessageContaining("There is no sandbox registry x");
    }

    @Test
    void anExtensionThatOnlyTheRegistryKnows_isAnnounced_andCannotBeUsed() {
        try (Registrar us = at("f", "urn:ietf:params:xml:ns:fury-2.1")) {
            us.contact("F-1");
            assertThat(us.code(thickCreate("announced.blog", "F-1"))).isEqualTo(1000);
            assertThat(graces(us, "announced.blog")).as("rgp was not declared").isEmpty();
        }
    }
}
