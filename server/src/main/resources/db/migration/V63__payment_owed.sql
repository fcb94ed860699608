-- For what is owed when its account gets another means of payment.
CREATE INDEX payment_owed ON payment (updated_at) WHERE state = 'capture_failed';
