package dev.namestead.server.registration;

import dev.namestead.server.billing.Money;

/** What a workflow buys for its customer. */
public interface Purchase {
    String domainName();

    /** What the customer pays, pinned at acceptance. */
    Money price();
}
