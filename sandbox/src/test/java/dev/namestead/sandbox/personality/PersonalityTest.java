package dev.namestead.sandbox.personality;

import static dev.namestead.sandbox.testing.Registrar.thickCreate;

import dev.namestead.epp.object.CheckResult;
import dev.namestead.epp.object.DomainCommand;
import dev.namestead.epp.object.DomainData;
import dev.namestead.sandbox.testing.Registrar;
import dev.namestead.sandbox.testing.Sandbox;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A sandbox with the registries in the manner of real ones, of which a class of tests looks at one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PersonalityTest {
    private final String registry;
    private Sandbox sandbox;

    PersonalityTest(String registry) {
        this.registry = registry;
    }

    @BeforeAll
    void start(@TempDir Path directory) {
        sandbox = Sandbox.withPersonalities(directory);
    }

    @AfterAll
    void stop() {
        sandbox.close();
    }

    Sandbox sandbox() {
        return sandbox;
    }

    /** Our session with it, which has declared these extensions. */
    Registrar at(String... extensions) {
        return sandbox.open(registry, "namestead", Registrar.OBJECTS, List.of(extensions));
    }

    static CheckResult check(Registrar us, String name) {
        return us.data(DomainData.Checked.class, new DomainCommand.Check(List.of(name)))
                .results()
                .getFirst();
    }

    static DomainCommand.Create withBilling(String name, String contact) {
        DomainCommand.Create create = thickCreate(name, contact);
        List<DomainCommand.Contact> contacts = new ArrayList<>(create.contacts());
        contacts.add(new DomainCommand.Contact("billing", contact));
        return new DomainCommand.Create(name, create.period(), null, contact, contacts, create.authInfo());
    }
}
