package dev.namestead.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.namestead.epp.object.AuthInfo;
import dev.namestead.epp.object.DomainData;
import dev.namestead.sandbox.testing.Registrar;
import dev.namestead.sandbox.testing.Sandbox;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegisteringTest {
    @TempDir
    static Path directory;

    static Sandbox sandbox;

    @BeforeAll
    static void start() {
        sandbox = Sandbox.in(directory);
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @Test
    void create_atTheThickRegistry_isShownByInfo() {
        Registrar us = sandbox.thick();
        String ada = us.contact("ADA-1");
        us.host("ns1.elsewhere.test");
        assertThat(us.available("first.org")).isTrue();
        DomainData.Created created = us.data(
                DomainData.Created.class,
                Registrar.withHosts(Registrar.thickCreate("first.org", ada), "ns1.elsewhere.test"));
        assertThat(us.available("first.org")).isFalse();
        DomainData.Info info = us.info("first.org");
        assertThat(info.createdAt()).isEqualTo(created.createdAt());
        assertThat(info.expiresAt()).isEqualTo(created.expiresAt());
        assertThat(info.clId()).isEqualTo("namestead");
        assertThat(info.authInfo()).isEqualTo(AuthInfo.of(Registrar.CODE));
        assertThat(info.hasStatus("ok")).isTrue();
    }

    @Test
    void create_atTheThinRegistry_needsNoContact() {
        Registrar us = sandbox.thin();
        assertThat(us.code(Registrar.thinCreate("first.com"))).isEqualTo(1000);
        assertThat(us.info("first.com").hasStatus("inactive")).isTrue();
    }
}
