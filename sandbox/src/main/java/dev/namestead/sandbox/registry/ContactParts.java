package dev.namestead.sandbox.registry;

import dev.namestead.epp.EppResultCode;
import dev.namestead.epp.object.AuthInfo;
import dev.namestead.epp.object.ContactCommand;
import dev.namestead.epp.object.ContactData;
import dev.namestead.epp.object.Disclose;
import dev.namestead.epp.object.EppStatus;
import dev.namestead.epp.object.Phone;
import dev.namestead.epp.object.PostalInfo;
import dev.namestead.sandbox.registry.ContactObject.Disclosure;
import dev.namestead.sandbox.registry.ContactObject.PostalAddress;
import dev.namestead.sandbox.registry.ContactObject.Telephone;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** From the wire's contact to the kept one, checked on the way in, and back. */
final class ContactParts {
    private ContactParts() {}

    static ContactObject created(ContactCommand.Create create, String roid, Provenance provenance) {
        List<PostalAddress> addresses = new ArrayList<>();
        create.postalInfos().forEach(info -> addresses.add(address(info, null)));
        if (addresses.isEmpty() || addresses.size() > 2) {
            throw new Refusal(EppResultCode.PARAMETER_MISSING, "one or two postalInfo");
        }
        if (addresses.stream().map(PostalAddress::type).distinct().count() != addresses.size()) {
            throw new Refusal(EppResultCode.PARAMETER_POLICY, "two postalInfo of one type");
        }
        return new ContactObject(
                create.id(),
                roid,
                provenance,
                addresses,
                telephone(create.voice(), "voice"),
                telephone(create.fax(), "fax"),
                ContactFields.email(create.email()),
                AuthInfos.acceptable(create.authInfo()),
                disclosure(create.disclose()),
                List.of());
    }

    static ContactObject changed(
            ContactObject from,
            ContactCommand.@Nullable Change change,
            Collection<String> statuses,
            Provenance provenance) {
        ContactCommand.Change to =
                change == null ? new ContactCommand.Change(List.of(), null, null, null, null, null) : change;
        return new ContactObject(
                from.id(),
                from.roid(),
                provenance,
                addresses(from.addresses(), to.postalInfos()),
                to.voice() == null ? from.voice() : telephone(to.voice(), "voice"),
                to.fax() == null ? from.fax() : telephone(to.fax(), "fax"),
                to.email() == null ? from.email() : ContactFields.email(to.email()),
                to.authInfo() == null ? from.authInfo() : AuthInfos.acceptable(to.authInfo()),
                to.disclose() == null ? from.disclosure() : disclosure(to.disclose()),
                List.copyOf(statuses));
    }

    private static List<PostalAddress> addresses(List<PostalAddress> from, List<PostalInfo> changes) {
        var addresses = new ArrayList<>(from);
        for (PostalInfo change : changes) {
            PostalAddress before = addresses.stream()
                    .filter(address -> address.type().equals(change.type().wire()))
                    .findFirst()
                    .orElse(null);
            addresses.remove(before);
            addresses.add(address(change, before));
        }
        return addresses;
    }

    /** In an update what is left out stays as it was. */
    private static PostalAddress address(PostalInfo info, @Nullable PostalAddress before) {
        String name = info.name() == null && before != null ? before.name() : info.name();
        String organization =
                info.organization() == null && before != null ? before.organization() : info.organization();
        PostalInfo.Address address = info.address();
        if (address == null) {
            if (before == null) {
                throw new Refusal(EppResultCode.PARAMETER_MISSING, "address");
            }
            return ContactFields.checked(new PostalAddress(
                    before.type(),
                    name == null ? "" : name,
                    organization,
                    before.street(),
                    before.city(),
                    before.state(),
                    before.postalCode(),
                    before.country()));
        }
        return ContactFields.checked(new PostalAddress(
                info.type().wire(),
                name == null ? "" : name,
                organization,
                address.streets(),
                address.city(),
                address.state(),
                address.postalCode(),
                address.countryCode()));
    }

    private static @Nullable Telephone telephone(@Nullable Phone phone, String what) {
        if (phone == null || phone.number().isEmpty()) {
            return null;
        }
        return new Telephone(ContactFields.phone(phone.number(), what), phone.extension());
    }

    private static @Nullable Disclosure disclosure(@Nullable Disclose disclose) {
        if (disclose == null) {
            return null;
        }
        return new Disclosure(
                disclose.flag(),
                disclose.items().stream()
                        .map(item -> item.type() == null
                                ? item.name()
                                : item.name() + "/" + item.type().wire())
                        .toList());
    }

    static ContactData.Info data(ContactObject contact, boolean linked) {
        Provenance from = contact.provenance();
        return new ContactData.Info(
                contact.id(),
                contact.roid(),
                contact.shownStatuses(linked).stream().map(EppStatus::of).toList(),
                contact.addresses().stream().map(ContactParts::postalInfo).toList(),
                phone(contact.voice()),
                phone(contact.fax()),
                contact.email(),
                from.sponsor(),
                from.creator(),
                from.created(),
                from.updater(),
                from.updated(),
                null,
                AuthInfo.of(contact.authInfo()),
                disclose(contact.disclosure()));
    }

    private static PostalInfo postalInfo(PostalAddress address) {
        return new PostalInfo(
                type(address.type()),
                address.name(),
                address.organization(),
                new PostalInfo.Address(
                        address.street(), address.city(), address.state(), address.postalCode(), address.country()));
    }

    private static PostalInfo.Type type(String wire) {
        return wire.equals(PostalInfo.Type.LOC.wire()) ? PostalInfo.Type.LOC : PostalInfo.Type.INT;
    }

    private static @Nullable Phone phone(@Nullable Telephone telephone) {
        return telephone == null ? null : new Phone(telephone.number(), telephone.extension());
    }

    private static @Nullable Disclose disclose(@Nullable Disclosure disclosure) {
        if (disclosure == null) {
            return null;
        }
        return new Disclose(
                disclosure.flag(),
                disclosure.items().stream().map(ContactParts::disclosed).toList());
    }

    private static Disclose.Item disclosed(String item) {
        int slash = item.indexOf('/');
        return slash < 0
                ? new Disclose.Item(item, null)
                : new Disclose.Item(item.substring(0, slash), type(item.substring(slash + 1)));
    }
}
