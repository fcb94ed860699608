package dev.namestead.server.registry.epp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.namestead.epp.client.EppEndpoint;
import dev.namestead.sandbox.SandboxConfig;
import dev.namestead.sandbox.SandboxRegistries;
import dev.namestead.sandbox.profile.Profiles;
import dev.namestead.sandbox.profile.RegistryProfile;
import dev.namestead.server.addressbook.ContactRole;
import dev.namestead.server.billing.Money;
import dev.namestead.server.database.TestDatabase;
import dev.namestead.server.extension.DomainName;
import dev.namestead.server.registration.RegistrarWorld;
import dev.namestead.server.registry.Availability;
import dev.namestead.server.registry.CreateContact;
import dev.namestead.server.registry.CreateDomain;
import dev.namestead.server.registry.DeleteDomain;
import dev.namestead.server.registry.DsRecord;
import dev.namestead.server.registry.Fence;
import dev.namestead.server.registry.Ids;
import dev.namestead.server.registry.RefusedFor;
import dev.namestead.server.registry.Registry;
import dev.namestead.server.registry.RegistryAnswer;
import dev.namestead.server.registry.RegistryAnswer.Completed;
import dev.namestead.server.registry.RegistryAnswer.Refused;
import dev.namestead.server.registry.RegistryDomain;
import dev.namestead.server.registry.RenewDomain;
import dev.namestead.server.registry.SecretBox;
import dev.namestead.server.registry.UpdateDomain;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The contract of the port {@link Registry}, held by every sandbox registry through the one adapter: what differs between them is told to it
 * as data (address, certificate, whether there are contacts, what it calls its extensions) and by their greetings, and by nothing else.
 */
class PersonalitiesIT {
    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final List<String> SERVERS = List.of("ns1.namestead.example", "ns2.namestead.example");

    private static SandboxRegistries sandbox;
    private static EppRegistries registries;

    @BeforeAll
    static void start(@TempDir Path folder) {
        sandbox = SandboxRegistries.start(SandboxConfig.in(folder));
        registries = new EppRegistries(
                Profiles.ids().stream().map(PersonalitiesIT::settings).toList(),
                DB.database(),
                new SecretBox(new byte[32]),
                "node-1");
        registries.start((tx, message) -> {}, _ -> {});
    }

    /** All that the adapter is told beforehand. */
    private static RegistrySettings settings(String id) {
        RegistryProfile profile = sandbox.profile(id);
        String us = sandbox.logins().registrar();
        boolean shown = profile.habits().clientCertificate();
        var tls = TlsFiles.context(
                Optional.of(sandbox.authorityPem()),
                shown ? Optional.of(sandbox.certificatePem(us)) : Optional.empty(),
                shown ? Optional.of(sandbox.keyPem(us)) : Optional.empty());
        var endpoint = EppEndpoint.of(sandbox.host(), sandbox.port(id), sandbox.host(), tls);
        return RegistrySettings.of(
                        id, endpoint, us, sandbox.logins().passwords().get(id), profile.isThick())
                .with(it -> {
                    it.subProducts = subProducts(profile);
                    it.deadlines = new RegistrySettings.Deadlines(LONG, LONG, LONG);
                });
    }

    private static Map<String, String> subProducts(RegistryProfile profile) {
        Map<String, String> products = new TreeMap<>();
        profile.extensions().forEach((extension, terms) -> {
            if (profile.wantsSubProduct() && terms.subProduct() != null) {
                products.put(extension, terms.subProduct());
            }
        });
        return products;
    }

    @AfterAll
    static void stop() {
        registries.close();
        sandbox.close();
    }

    static List<String> personalities() {
        return Profiles.ids();
    }

    private static Registry registry(String id) {
        return registries.find(id).orElseThrow();
    }

    private static DomainName name(String label, String id) {
        String extension = sandbox.profile(id).extensions().keySet().iterator().next();
        return DomainName.of(label + "." + extension);
    }

    private static <T> T value(RegistryAnswer<T> answer) {
        assertThat(answer).isInstanceOf(Completed.class);
        return ((Completed<T>) answer).value();
    }

    private static Availability check(Registry registry, DomainName name) {
        return value(registry.check(List.of(name), LONG)).getFirst();
    }

    private static Map<ContactRole, String> contacts(Registry registry) {
        Map<ContactRole, String> contacts = new EnumMap<>(ContactRole.class);
        if (registry.thick()) {
            String id = Ids.contactId();
            value(registry.createContact(
                    new CreateContact(Ids.clTrid(), id, RegistrarWorld.ADA, Ids.authInfo()), Fence.OPEN));
            for (ContactRole role : ContactRole.values()) {
                contacts.put(role, id);
            }
        }
        return contacts;
    }

    private static CreateDomain create(DomainName name, Map<ContactRole, String> contacts, Money fee) {
        return new CreateDomain(Ids.clTrid(), name, 1, contacts, SERVERS, Ids.authInfo(), fee);
    }

    @ParameterizedTest
    @MethodSource("personalities")
    void aName_livesFromCheckToDelete(String id) {
        Registry registry = registry(id);
        DomainName name = name("contract-life", id);
        Availability free = check(registry, name);
        assertThat(free.available()).isTrue();
        assertThat(free.premium()).isFalse();

        Instant expires = value(registry.create(create(name, contacts(registry), free.createFee()), Fence.OPEN))
                .expiresAt();

        RegistryDomain domain = value(registry.info(name));
        assertThat(domain.ours()).isTrue();
        assertThat(domain.expiresAt()).isEqualTo(expires);
        assertThat(domain.nameServers()).containsExactlyInAnyOrderElementsOf(SERVERS);
        assertThat(check(registry, name).available()).isFalse();
        var lock = Set.of("clientTransferProhibited");
        value(registry.update(UpdateDomain.ofStatuses(Ids.clTrid(), name, lock, Set.of()), Fence.OPEN));
        assertThat(value(registry.info(name)).statuses()).contains("clientTransferProhibited");
        value(registry.update(UpdateDomain.ofStatuses(Ids.clTrid(), name, Set.of(), lock), Fence.OPEN));
        var signer = new DsRecord(12345, 13, 2, "AB".repeat(32));
        var signed = new UpdateDomain.Part(Set.of(), Set.of(), Set.of(signer));
        value(registry.update(new UpdateDomain(Ids.clTrid(), name, signed, UpdateDomain.Part.NONE), Fence.OPEN));
        assertThat(value(registry.info(name)).signers()).containsExactly(signer);
        value(registry.delete(new DeleteDomain(Ids.clTrid(), name), Fence.OPEN));
        assertThat(registry.info(name))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(RefusedFor.OBJECT_DOES_NOT_EXIST));
        assertThat(check(registry, name).available()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("personalities")
    void aRenewal_isDoneOnce_whateverAWrongDateIsAnsweredWith(String id) {
        Registry registry = registry(id);
        DomainName name = name("contract-renewal", id);
        Money fee = check(registry, name).createFee();
        Instant before = value(registry.create(create(name, contacts(registry), fee), Fence.OPEN))
                .expiresAt();
        Money renewFee = value(registry.renewFee(name, 1, LONG)).orElse(null);
        var renewal = new RenewDomain(
                Ids.clTrid(), name, before.atOffset(ZoneOffset.UTC).toLocalDate(), 1, renewFee);

        Instant after = value(registry.renew(renewal, Fence.OPEN)).expiresAt();

        assertThat(after).isAfter(before);
        var again = new RenewDomain(Ids.clTrid(), name, renewal.currentExpiry(), 1, renewFee);
        assertThat(registry.renew(again, Fence.OPEN)).isInstanceOf(Refused.class);
        assertThat(value(registry.info(name)).expiresAt()).isEqualTo(after);
    }

    @ParameterizedTest
    @MethodSource("personalities")
    void whatIsTakenOrRejected_isRefusedAsSuch(String id) {
        Registry registry = registry(id);
        assertThat(check(registry, name("contract-taken", id)).available()).isFalse();
        assertThat(check(registry, name("contract-reserved", id)).available()).isFalse();
        Map<ContactRole, String> contacts = contacts(registry);
        DomainName rejected = name("contract-rejected", id);
        Money fee = check(registry, rejected).createFee();
        assertThat(registry.create(create(rejected, contacts, fee), Fence.OPEN))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).isEqualTo(RefusedFor.POLICY));
        DomainName raced = name("contract-race", id);
        assertThat(registry.create(create(raced, contacts, fee), Fence.OPEN))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).isEqualTo(RefusedFor.OBJECT_EXISTS));
        assertThat(registry.info(name("contract-nowhere", id)))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(RefusedFor.OBJECT_DOES_NOT_EXIST));
    }
}
