package dev.namestead.server.lifecycle;

import dev.namestead.server.billing.Money;
import dev.namestead.server.database.Tx;
import dev.namestead.server.lifecycle.LifeAction.Tell;
import dev.namestead.server.notice.Notice;
import dev.namestead.server.notice.Notices;
import dev.namestead.server.registration.Registration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/** Writes to holders about the lives of their names. */
final class LifeNotices {
    private final Notices notices;
    private final String policy;

    LifeNotices(Notices notices, String policy) {
        this.notices = notices;
        this.policy = policy;
    }

    /** What is due by rule; the same mark is never written twice. */
    void tell(Tx tx, LifeFacts facts, Tell tell) {
        Registration registration = facts.registration();
        Notice notice = notice(registration, tell.notice(), text(facts, tell.notice()));
        notices.write(tx, notice, new Notices.Rule(registration.id(), tell.mark(), tell.dueAt(), policy));
    }

    void renewed(Tx tx, Registration registration, int years) {
        write(
                tx,
                registration,
                LifeNotice.RENEWED,
                new Text(
                        "%s is renewed",
                        "%s was renewed by %d %s. It is paid until %s."
                                .formatted(
                                        registration.name(),
                                        years,
                                        years == 1 ? "year" : "years",
                                        day(registration.paidUntil()))));
    }

    void renewalFailed(Tx tx, Registration registration, String reason) {
        write(
                tx,
                registration,
                LifeNotice.RENEWAL_FAILED,
                new Text(
                        "%s could not be renewed",
                        """
                        We have tried to renew %s, which is paid until %s, and could not: %s

                        We will try again. To be sure, put the matter right or renew the name yourself.\
                        """.formatted(registration.name(), day(registration.paidUntil()), reason)));
    }

    private void write(Tx tx, Registration registration, LifeNotice kind, Text text) {
        notices.write(tx, notice(registration, kind, text));
    }

    private static Notice notice(Registration registration, LifeNotice kind, Text text) {
        String name = registration.name().ascii();
        return new Notice(
                registration.account(),
                kind.wire(),
                name,
                registration.registrant().email(),
                text.title().formatted(name),
                text.body());
    }

    /** @param title with a place for the name */
    private record Text(String title, String body) {}

    private static Text text(LifeFacts facts, LifeNotice notice) {
        Registration registration = facts.registration();
        String name = registration.name().ascii();
        LocalDate end = day(registration.paidUntil());
        Money price = facts.price();
        return switch (notice) {
            case PRICE ->
                new Text(
                        "%s will be renewed",
                        """
                        %s is paid until %s. As you have asked us to, we will renew it for %d %s, for %s, from thirty days before \
                        that date on, and charge your means of payment.

                        If you do not want that, switch automatic renewal off.\
                        """.formatted(name, end, facts.years(), facts.years() == 1 ? "year" : "years", price));
            case MONTH, WEEK -> new Text("%s expires on " + end, expiring(registration, name, end, price));
            case EXPIRED -> new Text("%s has expired", """
                        %s was paid until %s and has expired. For a while it can still be renewed, for %s. If it is not, it will stop \
                        to work, and then it will be deleted.\
                        """.formatted(name, end, price));
            case DATA -> new Text("Are the data of %s still right?", data(registration, name));
            case SUSPENDED -> new Text("%s is suspended", """
                        You have not confirmed your data as holder of %s, and so it does not work any more.

                        Use the link that we have sent you, or have it sent again, and it will work again at once.\
                        """.formatted(name));
            case RENEWED, RENEWAL_FAILED ->
                throw new IllegalArgumentException(notice + " is told when it happens, not by rule");
        };
    }

    private static String expiring(Registration registration, String name, LocalDate end, Money price) {
        String renewal = registration.autoRenew()
                ? "Automatic renewal is switched on, and has not succeeded yet. To be sure, look after your means of payment."
                : "Automatic renewal is switched off. If you want to keep the name, renew it in time.";
        return "%s is paid until %s. A renewal costs %s.\n\n%s".formatted(name, end, price, renewal);
    }

    private static String data(Registration registration, String name) {
        var holder = registration.registrant();
        return """
                Once a year we remind you of the data that the registration of %s rests on:

                Name: %s
                Organization: %s
                E-mail: %s
                Phone: %s
                Address: %s, %s %s, %s, %s

                If anything of this is not right any more, please have it corrected. Wrong data can cost you the name.\
                """.formatted(
                        name,
                        holder.name(),
                        Optional.ofNullable(holder.organization()).orElse("-"),
                        holder.email(),
                        holder.phone(),
                        holder.street(),
                        holder.postalCode(),
                        holder.city(),
                        holder.state(),
                        holder.countryCode());
    }

    private static LocalDate day(@org.jspecify.annotations.Nullable Instant instant) {
        return RenewalPlan.date(java.util.Objects.requireNonNull(instant));
    }
}
