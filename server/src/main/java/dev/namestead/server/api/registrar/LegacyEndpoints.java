package dev.namestead.server.api.registrar;

import dev.namestead.api.ApiMessage;
import dev.namestead.api.LegacyDomain;
import dev.namestead.api.LegacyDomain.RegistrantContact;
import dev.namestead.api.LegacyDomain.TransferIn;
import dev.namestead.api.Refusal;
import dev.namestead.api.RefusedException;
import dev.namestead.api.ResultInfo;
import dev.namestead.api.WorkflowState;
import dev.namestead.server.addressbook.Contact;
import dev.namestead.server.addressbook.ContactRole;
import dev.namestead.server.api.http.Answer;
import dev.namestead.server.api.http.Call;
import dev.namestead.server.extension.DomainName;
import dev.namestead.server.registration.Registration;
import dev.namestead.server.registration.RegistrationChange;
import dev.namestead.server.registration.RegistrationOrder;
import dev.namestead.server.registration.RegistrationOrder.SortBy;
import dev.namestead.server.registration.Registrations;
import dev.namestead.server.registration.UpdateRegistration;
import dev.namestead.server.registration.WorkflowStatusView;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** The contract's older interface to the same registrations (seed: "Domains"); pending ones are not domains yet. */
final class LegacyEndpoints {
    private static final int MOST = 1000;

    private final Registrations registrations;
    private final UpdateRegistration update;
    private final WorkflowAnswers answers;
    private final String registrarName;
    private final RegistrationBody bodies = new RegistrationBody();

    LegacyEndpoints(
            Registrations registrations, UpdateRegistration update, WorkflowAnswers answers, String registrarName) {
        this.registrations = registrations;
        this.update = update;
        this.answers = answers;
        this.registrarName = registrarName;
    }

    Answer list(Call call) {
        RegistrationOrder order = new RegistrationOrder(SortBy.NAME, false);
        List<LegacyDomain> domains = registrations.page(call.account(), order, null, MOST).registrations().stream()
                .filter(Registration::registered)
                .map(this::domain)
                .toList();
        return Answer.list(domains, ResultInfo.ofPage(domains.size(), MOST, 1, domains.size()));
    }

    Answer get(Call call) {
        return Answer.ok(find(call, Names.inPath(call)).orElseThrow(Names::notFound));
    }

    Answer update(Call call) {
        DomainName name = Names.inPath(call);
        RegistrationChange change = bodies.legacyUpdate(call.body());
        if (find(call, name).isEmpty()) {
            throw notTheirs();
        }
        WorkflowStatusView done = answers.settled(update.accept(call.actor(), call.account(), name, change));
        Answer answer = Answer.ok(find(call, name).orElseThrow(LegacyEndpoints::notTheirs));
        return done.state() == WorkflowState.SUCCEEDED ? answer : answer.noting(unfinished(call, done));
    }

    private static ApiMessage unfinished(Call call, WorkflowStatusView view) {
        String state = view.error() == null
                ? "is not finished yet"
                : "failed: " + view.error().message();
        return ApiMessage.of(
                Refusal.INVALID.code(),
                "The update " + state + ". See "
                        + Resources.workflow(call.account(), view).links().self());
    }

    private static RefusedException notTheirs() {
        return new RefusedException(Refusal.NOT_ALLOWED, "Domain doesn't belong to the user");
    }

    private Optional<LegacyDomain> find(Call call, DomainName name) {
        return registrations
                .find(call.account(), name)
                .map(read -> read.registrations().getFirst())
                .filter(Registration::registered)
                .map(this::domain);
    }

    private LegacyDomain domain(Registration registration) {
        String id = registration.id().toString().replace("-", "");
        return new LegacyDomain(
                id,
                registration.name().ascii(),
                false,
                false,
                registration.createdAt(),
                registrarName,
                registration.paidUntil(),
                registration.locked(),
                contact(id, Objects.requireNonNull(registration.contacts().get(ContactRole.REGISTRANT))),
                statuses(registration),
                true,
                TransferIn.DONE,
                registration.updatedAt());
    }

    private static String statuses(Registration registration) {
        return registration.statuses().isEmpty()
                ? "ok"
                : registration.statuses().stream().sorted().collect(Collectors.joining(","));
    }

    private static RegistrantContact contact(String id, Contact contact) {
        int space = contact.name().strip().lastIndexOf(' ');
        String name = contact.name().strip();
        return new RegistrantContact(
                id,
                space < 0 ? name : name.substring(0, space).strip(),
                space < 0 ? "" : name.substring(space + 1),
                Objects.requireNonNullElse(contact.organization(), ""),
                contact.street(),
                "",
                contact.city(),
                contact.state(),
                contact.postalCode(),
                contact.countryCode(),
                contact.phone(),
                contact.email(),
                Objects.requireNonNullElse(contact.fax(), ""));
    }
}
