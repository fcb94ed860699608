-- Most registrations are plain: what they are called then is told by time alone, and who only shows one need not look into its arrays. A status
-- that is not known to mean nothing makes a registration not plain.
ALTER TABLE registration DROP COLUMN has_statuses;
ALTER TABLE registration ADD COLUMN plain boolean NOT NULL GENERATED ALWAYS AS (
    registered AND paid_until IS NOT NULL AND holds = '{}'
    AND statuses <@ '{ok,inactive,clientTransferProhibited,clientDeleteProhibited,clientUpdateProhibited,clientRenewProhibited,serverTransferProhibited,serverDeleteProhibited,serverUpdateProhibited,serverRenewProhibited}'
    AND rgp_statuses <@ '{addPeriod,autoRenewPeriod,renewPeriod,transferPeriod}') STORED;
