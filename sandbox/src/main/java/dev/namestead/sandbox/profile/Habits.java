package dev.namestead.sandbox.profile;

import org.jspecify.annotations.Nullable;

/**
 * What registries do differently although one protocol binds them all.
 *
 * @param strictCheck one bad name fails a whole check, instead of being answered as not available
 * @param wrongExpiryCode the result for a renewal with another expiry date: real registries answer 2306 or 2004
 * @param contactsRefusedWith where there are no contacts: they are announced all the same, and refused with this code; null
 *     where they are not even announced
 * @param feesOneByOne a fee check repeats the name for each command, instead of grouping the commands by name
 * @param premiumUnasked a premium name is sold, at its price, to who names no fee
 * @param lastAckEmpty the acknowledgement of the last message is answered with 1300
 * @param pendingActionOnTransfer the end of a transfer is told by panData as well
 * @param contactsCopied a transfer gives the gaining registrar copies of the contacts, under ids of the registry's own
 * @param clientCertificate a login needs the certificate that was made for the registrar
 */
public record Habits(
        boolean strictCheck,
        int wrongExpiryCode,
        @Nullable Integer contactsRefusedWith,
        boolean feesOneByOne,
        boolean premiumUnasked,
        boolean lastAckEmpty,
        boolean pendingActionOnTransfer,
        boolean contactsCopied,
        boolean clientCertificate) {}
