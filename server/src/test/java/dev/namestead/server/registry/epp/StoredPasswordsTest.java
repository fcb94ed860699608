package dev.namestead.server.registry.epp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.namestead.epp.client.PasswordVault.Passwords;
import dev.namestead.server.database.TestDatabase;
import dev.namestead.server.registry.SecretBox;
import dev.namestead.server.registry.epp.PasswordStore.Stored;
import dev.namestead.server.registry.epp.StoredPasswords.Configured;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoredPasswordsTest {

    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    private final SecretBox secrets = new SecretBox(new byte[32]);
    private final String id = "registry-" + UUID.randomUUID();

    /** In the database: present, next, offered, given up; then the configuration; then what holds. */
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // Nothing was changed so far.
                "-, -, false, -,      old, -,     old, -, false",
                "-, -, false, -,      old, new,   old, new, false",
                "-, -, false, -,      old, old,   old, -, false",
                // Offered: whatever of the change the configuration knows.
                "old, new, true, -,   old, new,   old, new, true",
                "old, new, true, -,   old, -,     old, new, true",
                "old, new, true, -,   new, -,     old, new, true",
                "old, new, true, -,   old, other, old, new, true",
                "old, new, true, older, older, new, old, new, true",
                // Offered, and somebody has set another one by hand.
                "old, new, true, -,   hand, -,    hand, -, false",
                // Found not to be taken: offered again as long as it is wanted.
                "old, new, false, -,  old, new,   old, new, false",
                "old, new, false, -,  old, -,     old, -, false",
                // Changed: a configuration that lags, one that follows, and the next change.
                "new, -, false, old,  old, new,   new, -, false",
                "new, -, false, old,  old, -,     new, -, false",
                "new, -, false, old,  new, -,     new, -, false",
                "new, -, false, old,  new, third, new, third, false",
                "new, -, false, old,  old, third, new, third, false",
                "new, -, false, old,  hand, -,    hand, -, false",
                // Not accepted: the present one stays, and it is not offered again.
                "old, -, false, bad,  old, bad,   old, -, false",
                "old, -, false, bad,  old, new,   old, new, false",
            })
    void whatHolds(
            @Nullable String current,
            @Nullable String next,
            boolean offered,
            @Nullable String givenUp,
            String configured,
            @Nullable String configuredNext,
            String holds,
            @Nullable String holdsNext,
            boolean holdsOffered) {
        List<String> tags = givenUp == null ? List.of() : List.of("#" + givenUp);
        Optional<Stored> stored = Optional.ofNullable(current).map(it -> new Stored(it, next, offered, tags));
        assertThat(StoredPasswords.judge(new Configured(configured, configuredNext), stored, it -> "#" + it))
                .isEqualTo(new Passwords(holds, holdsNext, holdsOffered));
    }

    @Test
    void aChange_isThereForAllNodes_andAfterARestart() {
        StoredPasswords vault = vault("old-PW-1", "new-PW-2");
        vault.write(new Passwords("old-PW-1", "new-PW-2", true));
        assertThat(vault("old-PW-1", "new-PW-2").read()).isEqualTo(new Passwords("old-PW-1", "new-PW-2", true));
        vault.write(Passwords.of("new-PW-2"));
        assertThat(vault("old-PW-1", "new-PW-2").read()).isEqualTo(Passwords.of("new-PW-2"));
        assertThat(vault("new-PW-2", null).read()).isEqualTo(Passwords.of("new-PW-2"));
    }

    @Test
    void aNextPasswordThatIsNotAccepted_isNotOfferedAgain() {
        StoredPasswords vault = vault("old-PW-1", "bad-PW-2");
        vault.write(new Passwords("old-PW-1", "bad-PW-2", true));
        vault.write(Passwords.of("old-PW-1"));
        assertThat(vault("old-PW-1", "bad-PW-2").read()).isEqualTo(Passwords.of("old-PW-1"));
    }

    @Test
    void noPassword_standsReadablyInTheDatabase() {
        vault("old-PW-1", "new-PW-2").write(new Passwords("old-PW-1", "new-PW-2", true));
        vault("old-PW-1", "new-PW-2").write(Passwords.of("new-PW-2"));
        String row = DB.database()
                .read(tx ->
                        tx.sql().sql("""
                                SELECT encode(current_box, 'escape') || encode(coalesce(next_box, ''), 'escape') || given_up::text
                                FROM registry_password WHERE registry_id = :id
                                """).param("id", id).query(String.class).single());
        assertThat(row).doesNotContain("old-PW", "new-PW").isNotBlank();
        assertThat(new Stored("old-PW-1", "new-PW-2", true, List.of()).toString())
                .doesNotContain("PW");
    }

    private StoredPasswords vault(String password, @Nullable String next) {
        return new StoredPasswords(id, new Configured(password, next), DB.database(), secrets);
    }
}
