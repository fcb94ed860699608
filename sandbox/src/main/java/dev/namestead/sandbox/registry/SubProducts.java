package dev.namestead.sandbox.registry;

import dev.namestead.epp.EppCommand;
import dev.namestead.epp.EppResultCode;
import dev.namestead.epp.ObjectCommand;
import dev.namestead.epp.extension.Namestore;
import dev.namestead.epp.object.DomainCommand;
import dev.namestead.sandbox.profile.ExtensionTerms;
import dev.namestead.sandbox.profile.RegistryProfile;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** A registry of several extensions that wants to be told in each command which one is meant (namestoreExt-1.1). */
final class SubProducts {
    private SubProducts() {}

    /** The sub-product that the command names; 2306 where none, an unknown or the wrong one is named. */
    static Optional<Namestore.SubProduct> named(ObjectCommand object, EppCommand command, RegistryProfile profile) {
        boolean onObjects = object.namespace().startsWith("urn:ietf:params:xml:ns:");
        if (!profile.wantsSubProduct() || !onObjects) {
            return Optional.empty();
        }
        Optional<Namestore.SubProduct> named = command.extension(Namestore.SubProduct.class);
        if (named.isEmpty() || !isSold(named.get().name(), profile)) {
            throw new Refusal(
                    EppResultCode.PARAMETER_POLICY,
                    "the command must name its sub-product",
                    new Namestore.Failure(1, "Specified sub-product does not exist"));
        }
        if (object instanceof DomainCommand domain) {
            for (String name : names(domain)) {
                requireUnder(named.get().name(), name, profile);
            }
        }
        return named;
    }

    private static boolean isSold(String product, RegistryProfile profile) {
        return profile.extensions().values().stream()
                .map(ExtensionTerms::subProduct)
                .anyMatch(product::equals);
    }

    /** Names that are not sold here at all are refused for that later. */
    private static void requireUnder(String product, String name, RegistryProfile profile) {
        Optional<String> right = profile.extensionOf(name)
                .map(extension ->
                        Objects.requireNonNullElse(profile.terms(extension).subProduct(), product));
        if (right.isPresent() && !right.get().equals(product)) {
            throw new Refusal(
                    EppResultCode.PARAMETER_POLICY,
                    name + " is not of sub-product " + product,
                    new Namestore.Failure(1, "Domain name does not belong to the sub-product"));
        }
    }

    private static List<String> names(DomainCommand command) {
        return switch (command) {
            case DomainCommand.Check check -> check.names();
            case DomainCommand.Info info -> List.of(info.name());
            case DomainCommand.Create create -> List.of(create.name());
            case DomainCommand.Update update -> List.of(update.name());
            case DomainCommand.Renew renew -> List.of(renew.name());
            case DomainCommand.Delete delete -> List.of(delete.name());
            case DomainCommand.Transfer transfer -> List.of(transfer.name());
        };
    }

    /** Contacts are announced in the greeting, and that is all. */
    static Refusal withoutContacts(RegistryProfile profile, EppCommand command) {
        Integer code = profile.habits().contactsRefusedWith();
        String product = command.extension(Namestore.SubProduct.class)
                .map(Namestore.SubProduct::name)
                .orElse("");
        return new Refusal(
                EppResultCode.of(code == null ? 0 : code).orElse(EppResultCode.PARAMETER_POLICY),
                "Sub product " + product + " does NOT support contact");
    }
}
