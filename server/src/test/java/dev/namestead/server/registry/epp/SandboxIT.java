package dev.namestead.server.registry.epp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.namestead.epp.client.EppEndpoint;
import dev.namestead.sandbox.SandboxConfig;
import dev.namestead.sandbox.SandboxRegistries;
import dev.namestead.server.addressbook.ContactRole;
import dev.namestead.server.billing.Money;
import dev.namestead.server.database.TestDatabase;
import dev.namestead.server.extension.DomainName;
import dev.namestead.server.registration.RegistrarWorld;
import dev.namestead.server.registry.Availability;
import dev.namestead.server.registry.CreateContact;
import dev.namestead.server.registry.CreateDomain;
import dev.namestead.server.registry.CreateDomain.Created;
import dev.namestead.server.registry.DeleteDomain;
import dev.namestead.server.registry.DsRecord;
import dev.namestead.server.registry.Fence;
import dev.namestead.server.registry.Ids;
import dev.namestead.server.registry.PollMessage;
import dev.namestead.server.registry.RefusedFor;
import dev.namestead.server.registry.Registry;
import dev.namestead.server.registry.RegistryAnswer;
import dev.namestead.server.registry.RegistryAnswer.Completed;
import dev.namestead.server.registry.RegistryAnswer.NotSent;
import dev.namestead.server.registry.RegistryAnswer.Pending;
import dev.namestead.server.registry.RegistryAnswer.Refused;
import dev.namestead.server.registry.RegistryAnswer.Unknown;
import dev.namestead.server.registry.RegistryDomain;
import dev.namestead.server.registry.RenewDomain;
import dev.namestead.server.registry.RestoreDomain;
import dev.namestead.server.registry.SecretBox;
import dev.namestead.server.registry.UpdateContact;
import dev.namestead.server.registry.UpdateDomain;
import dev.namestead.server.registry.epp.RegistrySettings.Deadlines;
import dev.namestead.server.registry.epp.RegistrySettings.Polling;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The adapter against the sandbox's registries, thick and thin, as they run for users. */
@Timeout(60)
class SandboxIT {

    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    private static final Duration LONG = Duration.ofSeconds(10);
    private static final List<String> SERVERS = List.of("ns1.namestead.example", "ns2.namestead.example");
    private static final List<PollMessage> MESSAGES = new CopyOnWriteArrayList<>();
    private static SandboxRegistries sandbox;
    private static EppRegistries registries;
    private static HttpClient http;

    @BeforeAll
    static void start(@TempDir Path folder) {
        sandbox = SandboxRegistries.start(SandboxConfig.in(folder));
        registries = new EppRegistries(
                List.of(settings("thick", true), settings("thin", false), settingsOfV()),
                DB.database(),
                new SecretBox(new byte[32]),
                "node-1");
        registries.start((tx, message) -> MESSAGES.add(message), _ -> {});
        http = HttpClient.newHttpClient();
    }

    private static RegistrySettings settings(String id, boolean thick) {
        var tls = TlsFiles.context(Optional.of(sandbox.authorityPem()), Optional.empty(), Optional.empty());
        var endpoint = EppEndpoint.of(sandbox.host(), sandbox.port(id), sandbox.host(), tls);
        String password = sandbox.logins().passwords().get(id);
        return RegistrySettings.of(id, endpoint, sandbox.logins().registrar(), password, thick)
                .with(it -> {
                    it.deadlines = new Deadlines(LONG, LONG, Duration.ofSeconds(3));
                    it.polling = new Polling(Duration.ofMillis(200), Duration.ofMinutes(1));
                });
    }

    /** Like the registry of com and net: several extensions, a client certificate, no prices. */
    private static RegistrySettings settingsOfV() {
        String us = sandbox.logins().registrar();
        var tls = TlsFiles.context(
                Optional.of(sandbox.authorityPem()),
                Optional.of(sandbox.certificatePem(us)),
                Optional.of(sandbox.keyPem(us)));
        var endpoint = EppEndpoint.of(sandbox.host(), sandbox.port("v"), sandbox.host(), tls);
        return RegistrySettings.of(
                        "v", endpoint, us, sandbox.logins().passwords().get("v"), false)
                .with(it -> {
                    it.subProducts = Map.of("com", "dotCOM", "net", "dotNET", "cc", "dotCC");
                    it.deadlines = new Deadlines(LONG, LONG, Duration.ofSeconds(3));
                    it.polling = new Polling(Duration.ofMillis(200), Duration.ofMinutes(1));
                });
    }

    @AfterEach
    void removeFaults() throws Exception {
        control("DELETE", "faults", "");
    }

    @AfterAll
    static void stop() {
        registries.close();
        sandbox.close();
        http.close();
    }

    @Test
    void aThinRegistry_registersANameWithoutContacts() {
        Registry thin = registry("thin");
        assertThat(thin.thick()).isFalse();
        Availability free = check(thin, "story.com");
        assertThat(free.available()).isTrue();
        Created created = value(thin.create(create("story.com", Map.of(), free.createFee()), Fence.OPEN));
        assertThat(created.expiresAt()).isAfter(created.createdAt());
        RegistryDomain domain = value(thin.info(DomainName.of("story.com")));
        assertThat(domain.ours()).isTrue();
        assertThat(domain.authInfo()).isEqualTo("Secret-story.com");
        assertThat(domain.nameServers()).containsExactlyInAnyOrderElementsOf(SERVERS);
        assertThat(domain.rgpStatuses()).contains("addPeriod");
        assertThat(check(thin, "story.com").available()).isFalse();
    }

    @Test
    void aRegistryOfSeveralExtensions_isToldInEachCommandWhichOneIsMeant() {
        Registry v = registry("v");
        List<DomainName> names =
                List.of(DomainName.of("product.com"), DomainName.of("product.net"), DomainName.of("product2.com"));

        assertThat(value(v.check(names, LONG)))
                .hasSize(3)
                .allMatch(Availability::available)
                .extracting(Availability::name)
                .containsExactlyInAnyOrderElementsOf(names);

        value(v.create(create("product.net", Map.of(), null), Fence.OPEN));
        assertThat(value(v.info(DomainName.of("product.net"))).ours()).isTrue();
        assertThat(value(v.check(List.of(DomainName.of("product.net")), LONG))
                        .getFirst()
                        .available())
                .isFalse();
    }

    @Test
    void aThickRegistry_registersANameWithContacts_forTheFeeThatItAsks() {
        Registry thick = registry("thick");
        Map<ContactRole, String> contacts = contacts(thick);
        Availability free = check(thick, "story.org");
        assertThat(free.premium()).isFalse();
        assertThat(free.createFee()).isNotNull();
        Created created = value(thick.create(create("story.org", contacts, free.createFee()), Fence.OPEN));
        assertThat(created.expiresAt()).isNotNull();
        RegistryDomain domain = value(thick.info(DomainName.of("story.org")));
        assertThat(domain.registrant()).isEqualTo(contacts.get(ContactRole.REGISTRANT));
        value(thick.update(
                UpdateDomain.ofStatuses(Ids.clTrid(), domain.name(), Set.of("clientTransferProhibited"), Set.of()),
                Fence.OPEN));
        assertThat(value(thick.info(domain.name())).statuses()).contains("clientTransferProhibited");
        assertThat(thick.deleteContact(Ids.clTrid(), contacts.get(ContactRole.REGISTRANT), Fence.OPEN))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(RefusedFor.ASSOCIATION_PROHIBITS));
    }

    @Test
    void aContact_isOurs_orItIsNot() {
        Registry thick = registry("thick");
        String id = contacts(thick).get(ContactRole.REGISTRANT);
        assertThat(value(thick.ownsContact(id))).isTrue();
        assertThat(value(thick.ownsContact("NSNOBODYS"))).isFalse();
        assertThat(thick.createContact(
                        new CreateContact(Ids.clTrid(), id, RegistrarWorld.ADA, Ids.authInfo()), Fence.OPEN))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).isEqualTo(RefusedFor.OBJECT_EXISTS));
        value(thick.updateContact(new UpdateContact(Ids.clTrid(), id, "other@example.com"), Fence.OPEN));
        value(thick.deleteContact(Ids.clTrid(), id, Fence.OPEN));
        assertThat(thick.updateContact(new UpdateContact(Ids.clTrid(), id, "late@example.com"), Fence.OPEN))
                .isInstanceOf(Refused.class);
        assertThat(value(thick.ownsContact(id))).isFalse();
    }

    @Test
    void outcomesByName_areThoseOfThePort() {
        Registry thick = registry("thick");
        assertThat(check(thick, "shop-taken.org").available()).isFalse();
        assertThat(check(thick, "shop-reserved.org").available()).isFalse();
        assertThat(check(thick, "shop-premium.org").premium()).isTrue();
        Map<ContactRole, String> contacts = contacts(thick);
        Money fee = check(thick, "shop-rejected.org").createFee();
        assertThat(thick.create(create("shop-rejected.org", contacts, fee), Fence.OPEN))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).isEqualTo(RefusedFor.POLICY));
        assertThat(thick.info(DomainName.of("shop-nowhere.org")))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(RefusedFor.OBJECT_DOES_NOT_EXIST));
    }

    @Test
    void aFeeThatIsNotTheRegistrys_isRefusedAsSuch() {
        Registry thick = registry("thick");
        Money right = check(thick, "price.org").createFee();
        Money wrong = new Money(right.currency(), right.minorUnits() - 1);
        assertThat(thick.create(create("price.org", contacts(thick), wrong), Fence.OPEN))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).isEqualTo(RefusedFor.FEE));
    }

    @Test
    void aRenewal_withThePinnedDate_isDoneOnce_howeverOftenItIsSent() {
        for (String id : List.of("thin", "thick")) {
            Registry registry = registry(id);
            DomainName name = DomainName.of("again." + (id.equals("thin") ? "com" : "org"));
            Map<ContactRole, String> contacts = registry.thick() ? contacts(registry) : Map.of();
            Instant before = value(registry.create(create(name.ascii(), contacts, null), Fence.OPEN))
                    .expiresAt();
            Money fee = value(registry.renewFee(name, 2, LONG)).orElse(null);
            assertThat(fee != null).as("the thick one tells its fee").isEqualTo(registry.thick());
            Instant after =
                    value(registry.renew(renew(name, before, fee), Fence.OPEN)).expiresAt();
            assertThat(after)
                    .isEqualTo(before.atOffset(ZoneOffset.UTC).plusYears(2).toInstant());

            assertThat(registry.renew(renew(name, before, fee), Fence.OPEN))
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused -> assertThat(refused.reason()).isEqualTo(RefusedFor.POLICY));
            assertThat(value(registry.info(name)).expiresAt()).isEqualTo(after);
        }
    }

    @Test
    void aRenewal_forAnotherFee_isRefusedAsSuch_andBehindTheFenceIsNotSent() {
        Registry thick = registry("thick");
        DomainName name = DomainName.of("dearer.org");
        Instant before = value(thick.create(create(name.ascii(), contacts(thick), null), Fence.OPEN))
                .expiresAt();
        assertThat(thick.renew(renew(name, before, Money.parse("USD", "19.81")), Fence.OPEN))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).isEqualTo(RefusedFor.FEE));
        assertThat(thick.renew(renew(name, before, null), () -> false)).isInstanceOf(NotSent.class);
        assertThat(value(thick.info(name)).expiresAt()).isEqualTo(before);
    }

    @Test
    void aDeletedName_isGoneInItsAddGrace_andLaterRedeemable() throws Exception {
        for (String id : List.of("thin", "thick")) {
            Registry registry = registry(id);
            String extension = id.equals("thin") ? ".com" : ".org";
            DomainName early = DomainName.of("early" + extension);
            DomainName late = DomainName.of("late" + extension);
            for (DomainName name : List.of(early, late)) {
                Map<ContactRole, String> contacts = registry.thick() ? contacts(registry) : Map.of();
                value(registry.create(create(name.ascii(), contacts, null), Fence.OPEN));
            }

            Money credit = value(registry.delete(new DeleteDomain(Ids.clTrid(), early), Fence.OPEN))
                    .credit();

            assertThat(credit).isEqualTo(registry.thick() ? Money.parse("USD", "7.30") : null);
            assertThat(registry.info(early)).isInstanceOf(Refused.class);
            control("POST", "clock", "{\"advance\":\"P6D\"}");
            assertThat(registry.delete(new DeleteDomain(Ids.clTrid(), late), () -> false))
                    .isInstanceOf(NotSent.class);
            assertThat(value(registry.delete(new DeleteDomain(Ids.clTrid(), late), Fence.OPEN))
                            .credit())
                    .isNull();
            RegistryDomain deleted = value(registry.info(late));
            assertThat(deleted.deleted()).isTrue();
            assertThat(deleted.inRedemption()).isTrue();
            assertThat(deleted.nameServers()).isEmpty();
            assertThat(registry.delete(new DeleteDomain(Ids.clTrid(), late), Fence.OPEN))
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused -> assertThat(refused.reason()).isEqualTo(RefusedFor.STATUS_PROHIBITS));
            restoreAndSetAgain(registry, late);
        }
    }

    private static void restoreAndSetAgain(Registry registry, DomainName name) {
        Money fee = value(registry.restoreFee(name, LONG)).orElse(null);
        assertThat(fee).isEqualTo(registry.thick() ? Money.parse("USD", "40.00") : null);
        if (fee != null) {
            Money wrong = Money.parse("USD", "39.00");
            assertThat(registry.restore(new RestoreDomain.Request(Ids.clTrid(), name, wrong), Fence.OPEN))
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused -> assertThat(refused.reason()).isEqualTo(RefusedFor.FEE));
        }
        value(registry.restore(new RestoreDomain.Request(Ids.clTrid(), name, fee), Fence.OPEN));
        if (value(registry.info(name)).pendingRestore()) {
            var report = new RestoreDomain.Report(
                    Ids.clTrid(),
                    name,
                    "before",
                    "after",
                    Instant.now(),
                    Instant.now(),
                    "asked for",
                    List.of("I swear."));
            value(registry.restore(report, Fence.OPEN));
        }
        assertThat(value(registry.info(name)).deleted()).isFalse();
        var signer = new DsRecord(12345, 13, 2, "AB".repeat(32));
        var missing = new UpdateDomain.Part(Set.of("clientTransferProhibited"), Set.copyOf(SERVERS), Set.of(signer));
        value(registry.update(new UpdateDomain(Ids.clTrid(), name, missing, UpdateDomain.Part.NONE), Fence.OPEN));
        RegistryDomain again = value(registry.info(name));
        assertThat(again.nameServers()).containsExactlyInAnyOrderElementsOf(SERVERS);
        assertThat(again.signers()).containsExactly(signer);
        assertThat(again.statuses()).contains("clientTransferProhibited");
        value(registry.update(new UpdateDomain(Ids.clTrid(), name, UpdateDomain.Part.NONE, missing), Fence.OPEN));
        assertThat(value(registry.info(name)).signers()).isEmpty();
    }

    private static RenewDomain renew(DomainName name, Instant expiresAt, Money fee) {
        LocalDate current = expiresAt.atOffset(ZoneOffset.UTC).toLocalDate();
        return new RenewDomain(Ids.clTrid(), name, current, 2, fee);
    }

    @Test
    void aLostReply_isUnknown_andTheRegistryTellsWhatHappened() {
        Registry thin = registry("thin");
        assertThat(thin.create(create("gone-lostreply.com", Map.of(), null), Fence.OPEN))
                .isInstanceOf(Unknown.class);
        RegistryDomain domain = value(thin.info(DomainName.of("gone-lostreply.com")));
        assertThat(domain.ours()).isTrue();
        assertThat(domain.authInfo()).isEqualTo("Secret-gone-lostreply.com");
        assertThat(thin.create(create("gone-lostreply.com", Map.of(), null), Fence.OPEN))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).isEqualTo(RefusedFor.OBJECT_EXISTS));
    }

    @Test
    void aPendingCreate_isDecidedByAMessage() throws Exception {
        Registry thin = registry("thin");
        CreateDomain create = create("later-pending.com", Map.of(), null);
        assertThat(thin.create(create, Fence.OPEN)).isInstanceOf(Pending.class);
        assertThat(value(thin.info(create.name())).pendingCreate()).isTrue();
        control("POST", "clock", "{\"advance\":\"PT2H\"}");
        await().atMost(LONG)
                .until(() -> MESSAGES.stream().anyMatch(message -> create.name().equals(message.name())));
        PollMessage told = MESSAGES.stream()
                .filter(message -> create.name().equals(message.name()))
                .findFirst()
                .orElseThrow();
        assertThat(told.pendingAction().accepted()).isTrue();
        assertThat(told.pendingAction().clTrid()).isEqualTo(create.clTrid());
        assertThat(value(thin.info(create.name())).pendingCreate()).isFalse();
    }

    @Test
    void faults_areWhatTheyAre() throws Exception {
        Registry thin = registry("thin");
        fault("{\"registry\":\"thin\",\"command\":\"domain:create\",\"action\":\"drop-before\"}");
        assertThat(thin.create(create("f1.com", Map.of(), null), Fence.OPEN)).isInstanceOf(Unknown.class);
        assertThat(thin.info(DomainName.of("f1.com"))).isInstanceOf(Refused.class);
        fault("{\"registry\":\"thin\",\"command\":\"domain:create\",\"action\":\"result\",\"code\":2400}");
        assertThat(thin.create(create("f2.com", Map.of(), null), Fence.OPEN)).isInstanceOf(RegistryAnswer.Later.class);
        fault("{\"registry\":\"thin\",\"command\":\"domain:create\",\"action\":\"result\",\"code\":2104}");
        assertThat(thin.create(create("f2.com", Map.of(), null), Fence.OPEN))
                .isInstanceOfSatisfying(
                        RegistryAnswer.Later.class,
                        later -> assertThat(later.deposit()).isTrue());
        fault("{\"registry\":\"thin\",\"command\":\"domain:create\",\"action\":\"delay\",\"millis\":6000}");
        assertThat(thin.create(create("f3.com", Map.of(), null), Fence.OPEN)).isInstanceOf(Unknown.class);
        fault("{\"registry\":\"thin\",\"command\":\"domain:info\",\"action\":\"drop-before\"}");
        assertThat(value(thin.info(DomainName.of("f3.com"))).ours()).isTrue();
        fault("{\"registry\":\"thin\",\"command\":\"domain:create\",\"action\":\"close\"}");
        assertThat(thin.create(create("f4.com", Map.of(), null), Fence.OPEN)).isInstanceOf(Completed.class);
        assertThat(thin.create(create("f5.com", Map.of(), null), () -> false)).isInstanceOf(NotSent.class);
    }

    @Test
    void noSecret_isInTheFramesThatAreKept() {
        Registry thick = registry("thick");
        contacts(thick);
        assertThat(registries.recentFrames("thick"))
                .isNotEmpty()
                .allSatisfy(entry -> assertThat(entry.maskedXml())
                        .doesNotContain(sandbox.logins().passwords().get("thick"), "Secret-"));
        assertThat(registries.problem("thick")).isEmpty();
    }

    private static Registry registry(String id) {
        return registries.find(id).orElseThrow();
    }

    private static Availability check(Registry registry, String name) {
        return value(registry.check(List.of(DomainName.of(name)), LONG)).getFirst();
    }

    private static Map<ContactRole, String> contacts(Registry registry) {
        String id = Ids.contactId();
        value(registry.createContact(
                new CreateContact(Ids.clTrid(), id, RegistrarWorld.ADA, "Secret-" + Ids.authInfo()), Fence.OPEN));
        Map<ContactRole, String> contacts = new EnumMap<>(ContactRole.class);
        for (ContactRole role : ContactRole.values()) {
            contacts.put(role, id);
        }
        return contacts;
    }

    private static CreateDomain create(String name, Map<ContactRole, String> contacts, Money fee) {
        return new CreateDomain(Ids.clTrid(), DomainName.of(name), 1, contacts, SERVERS, "Secret-" + name, fee);
    }

    private static <T> T value(RegistryAnswer<T> answer) {
        assertThat(answer).isInstanceOf(Completed.class);
        return ((Completed<T>) answer).value();
    }

    private static void fault(String json) throws Exception {
        control("POST", "faults", json);
    }

    private static void control(String method, String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(sandbox.controlUrl() + "/" + path))
                .header("Authorization", "Bearer " + sandbox.controlToken())
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
    }
}
