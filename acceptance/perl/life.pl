#!/usr/bin/perl
# A life of a domain name by Net::EPP::Simple, a client that we did not write: login, contact, create, info, renew, delete, poll.
# The argument is the registry's prefix in sandbox.env, such as EPP_THICK; the second registrar logs in, whose messages nobody
# else fetches.
use strict;
use warnings;
use Net::EPP::Simple;
use Net::EPP::Frame::Command::Poll::Req;
use Net::EPP::Frame::Command::Poll::Ack;

my ($prefix) = @ARGV;
my %at = map { $_ => $ENV{"${prefix}_$_"} // die "no ${prefix}_$_\n" } qw(HOST PORT OTHER_USER OTHER_PASSWORD EXTENSION);
my $extension = $at{EXTENSION};
my $number = $$;

my $epp = Net::EPP::Simple->new(
    host        => $at{HOST},
    port        => $at{PORT},
    user        => $at{OTHER_USER},
    pass        => $at{OTHER_PASSWORD},
    timeout     => 20,
    verify      => 1,
    ca_file     => $ENV{EPP_CA},
    cert        => $ENV{EPP_OTHER_CERTIFICATE},
    key         => $ENV{EPP_OTHER_KEY},
    reconnect   => 0,
    load_config => 0,
) or die "login: $Net::EPP::Simple::Error\n";

sub held {
    my ($what, $truth) = @_;
    die "not ok: $what: " . ($epp->code // '') . ' ' . ($epp->error // '') . "\n" unless $truth;
    print "ok: $what\n";
}

held('login', 1);

my $contact = "PERL-$number";
held('the contact id is free', $epp->check_contact($contact) == 1);
held('contact create', $epp->create_contact({
    id         => $contact,
    postalInfo => {
        int => {
            name => 'Grace Hopper',
            org  => 'Compilers',
            addr => { street => ['1 Harbour Road'], city => 'Arlington', sp => 'VA', pc => '22202', cc => 'US' },
        },
    },
    voice    => '+1.7035550100',
    fax      => '',
    email    => 'grace@example.com',
    authInfo => 'perl-secret-1',
    status   => [],
}));
held('contact info', $epp->contact_info($contact)->{email} eq 'grace@example.com');

# The registry puts such a name on hold and says so: a message, without waiting for anything.
my $name = "perl-$number-serverhold.$extension";
my %domain = (
    name       => $name,
    period     => 2,
    registrant => $contact,
    contacts   => { admin => $contact, tech => $contact },
    authInfo   => 'Perl!secret-of-9154+x',
);
held('the name is free', $epp->check_domain($name) == 1);
held('domain create', $epp->create_domain(\%domain));
held('the name is taken', $epp->check_domain($name) == 0);
held('a second create is refused', !$epp->create_domain(\%domain) && $epp->code == 2302);

my $info = $epp->domain_info($name);
held('domain info', $info->{name} eq $name && $info->{registrant} eq $contact && $info->{clID} eq $at{OTHER_USER});
held('the hold is shown', grep { $_ eq 'serverHold' } @{ $info->{status} });

my ($expiry) = $info->{exDate} =~ /^(\d{4}-\d\d-\d\d)/;
held('renew', $epp->renew_domain({ name => $name, cur_exp_date => $expiry, period => 1 }));
held('a renewal of yesterday\'s date is refused', !$epp->renew_domain({ name => $name, cur_exp_date => $expiry, period => 1 }));
my ($from) = $expiry =~ /^(\d{4})/;
my ($to) = $epp->domain_info($name)->{exDate} =~ /^(\d{4})/;
held('a year was added', $to == $from + 1);

my $message = $epp->request(Net::EPP::Frame::Command::Poll::Req->new);
held('poll', $message->code == 1301);
my $queue = $message->getElementsByTagName('msgQ')->shift;
held('the message is about the name', $message->toString =~ /\Q$name\E/);
my $ack = Net::EPP::Frame::Command::Poll::Ack->new;
$ack->setMsgID($queue->getAttribute('id'));
held('ack', $epp->request($ack)->code < 2000);

held('domain delete', $epp->delete_domain($name));
held('contact delete', $epp->delete_contact($contact));
held('the contact is gone', !$epp->contact_info($contact) && $epp->code == 2303);
held('logout', $epp->logout);
