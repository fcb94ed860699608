package dev.namestead.server.registration;

import dev.namestead.api.AccountId;
import dev.namestead.server.addressbook.Contact;
import dev.namestead.server.database.Tx;

/** Which data the holders of an account's names have confirmed, for whatever name they did so. */
public interface HolderData {
    /** Whether exactly these data were confirmed. */
    boolean verified(Tx tx, AccountId account, Contact holder);

    /** Their holder has confirmed them; who was asked about them for another name has answered with that. */
    void recordVerified(Tx tx, AccountId account, Contact holder);
}
