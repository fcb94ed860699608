-- Money that goes its way after its workflow has ended: sales that are paid late, and sales that are taken back.
ALTER TABLE payment
    -- How often in a row the money was refused, in whichever direction it was to go.
    ADD COLUMN refusals integer NOT NULL DEFAULT 0,
    DROP CONSTRAINT payment_state_check,
    ADD CONSTRAINT payment_state_check CHECK (state IN ('authorising', 'authorised', 'declined', 'captured', 'capture_failed',
                                                        'released', 'refunding', 'refunded', 'refund_failed'));

ALTER TABLE sandbox_payment DROP CONSTRAINT sandbox_payment_state_check;
ALTER TABLE sandbox_payment ADD CONSTRAINT sandbox_payment_state_check
    CHECK (state IN ('authorised', 'declined', 'captured', 'released', 'refunded'));

ALTER TABLE ledger_transfer DROP CONSTRAINT ledger_transfer_kind_check;
ALTER TABLE ledger_transfer ADD CONSTRAINT ledger_transfer_kind_check
    CHECK (kind IN ('hold', 'post', 'void', 'capture', 'cost', 'credit', 'refund', 'payout'));
