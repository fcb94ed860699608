-- Payments that the customers' banks take back. The provider of a sandbox knows when, and tells of it until we know it.
ALTER TABLE payment DROP CONSTRAINT payment_state_check;
ALTER TABLE payment ADD CONSTRAINT payment_state_check CHECK (state IN ('authorising', 'authorised', 'declined', 'captured',
                                                                        'capture_failed', 'released', 'refunding', 'refunded',
                                                                        'refund_failed', 'disputed'));

ALTER TABLE sandbox_payment
    -- Business time.
    ADD COLUMN captured_at timestamptz,
    DROP CONSTRAINT sandbox_payment_state_check,
    ADD CONSTRAINT sandbox_payment_state_check
        CHECK (state IN ('authorised', 'declined', 'captured', 'released', 'refunded', 'disputed'));
CREATE INDEX sandbox_payment_by_card ON sandbox_payment (captured_at) WHERE card = 'card_disputed' AND state = 'captured';

ALTER TABLE ledger_transfer DROP CONSTRAINT ledger_transfer_kind_check;
ALTER TABLE ledger_transfer ADD CONSTRAINT ledger_transfer_kind_check
    CHECK (kind IN ('hold', 'post', 'void', 'capture', 'cost', 'credit', 'refund', 'payout', 'dispute'));
