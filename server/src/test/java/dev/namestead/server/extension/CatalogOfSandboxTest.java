package dev.namestead.server.extension;

import static org.assertj.core.api.Assertions.assertThat;

import dev.namestead.sandbox.profile.ExtensionTerms;
import dev.namestead.sandbox.profile.Profiles;
import dev.namestead.sandbox.profile.RegistryProfile;
import dev.namestead.server.extension.Extension.Expiry.Behaviour;
import dev.namestead.server.extension.Extension.Expiry.Billed;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The catalog and the sandbox's registries are written apart, and have to mean the same: a difference is money. */
class CatalogOfSandboxTest {
    private static final Catalog CATALOG = Catalog.builtIn();

    static List<String> registries() {
        return Profiles.ids();
    }

    @ParameterizedTest
    @MethodSource("registries")
    void whatARegistryDoesAtExpiry_isWhatTheCatalogSays(String id) {
        RegistryProfile registry = Profiles.builtIn(id);

        assertThat(registry.extensions().keySet()).allSatisfy(name -> {
            ExtensionTerms terms = registry.terms(name);
            Extension extension = CATALOG.find(name).orElseThrow();
            assertThat(extension.expiry().behaviour())
                    .isEqualTo(terms.lapses() ? Behaviour.EXPIRE : Behaviour.AUTO_RENEW);
            assertThat(extension.expiry().billed())
                    .isEqualTo(
                            terms.autoRenewBilledLate(registry.lifeCycle()) ? Billed.AT_GRACE_END : Billed.AT_EXPIRY);
        });
    }

    @ParameterizedTest
    @MethodSource("registries")
    void spansOfARegistry_areThoseOfTheCatalog(String id) {
        RegistryProfile registry = Profiles.builtIn(id);
        var theirs = registry.lifeCycle();

        assertThat(registry.extensions().keySet()).allSatisfy(name -> {
            var ours = CATALOG.find(name).orElseThrow().grace();
            assertThat(List.of(
                            ours.addDays(),
                            ours.renewDays(),
                            ours.autoRenewDays(),
                            ours.transferDays(),
                            ours.redemptionDays(),
                            ours.pendingDeleteDays()))
                    .containsExactly(
                            (int) theirs.addGrace().toDays(),
                            (int) theirs.renewGrace().toDays(),
                            (int) theirs.autoRenewGrace().toDays(),
                            (int) theirs.transferGrace().toDays(),
                            (int) theirs.redemption().toDays(),
                            (int) theirs.pendingDelete().toDays());
        });
    }
}
