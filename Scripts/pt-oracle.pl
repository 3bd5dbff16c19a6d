#!/usr/bin/perl
# Asks pt-query-digest's own code for fingerprints and distilled forms.
#
#   pt-oracle.pl PT_QUERY_DIGEST <statements >results
#
# Each record on both sides is a length (four bytes, big-endian) and as many bytes. A statement gives five records:
# the fingerprint with the default options, with embedded numbers preserved, with MD5 checksums matched, with both, and
# the distilled form. A record's first byte is "+", or "!" where the code gave up; the rest is the result or the error.
# The first line on stderr says whose results these are.
#
# Debian packages pt-query-digest 3.2.1. Up to 3.3 strings were found by three simpler substitutions; the rest of this
# code is the same up to 3.6.0 at least. So for such a version this program puts the newer string step in its place
# before it loads the code. 3.7.1 itself isn't packaged; all results of it that are known are the same.
use strict;
use warnings;

my ($path) = splice @ARGV;
defined $path or die "usage: $0 PT_QUERY_DIGEST\n";
open my $source, '<', $path or die "$path: $!\n";
my $code = do { local $/; <$source> };
close $source;
my ($version) = $code =~ /^our \$VERSION = '([0-9.]+)'/m or die "$path: no version found\n";

my $start = index $code, "\nsub fingerprint {";
my $end   = index $code, "\nsub distill_verbs {";
$start >= 0 && $end > $start or die "$path: no fingerprint code found\n";
my $sub     = substr $code, $start, $end - $start;
my $patched = '';
if ($sub =~ s/^\h*\$query =~ s\/\\\\\["'\]\/\/g;[^\n]*\n[^\n]*"\.\*\?"[^\n]*\n[^\n]*'\.\*\?'[^\n]*\n/   main::strings(\\\$query);\n/m) {
    substr($code, $start, $end - $start) = $sub;
    $patched = ' with the string step of 3.4 and later';
}

# What versions from 3.4 on do to strings, in their order.
sub strings {
    my ($text) = @_;
    for my $quote ("'", '"') { $$text =~ s/([^\\])\\$quote/$1/g }
    for my $escaped ('\\\\', "'", '"') { $$text =~ s/\\$escaped//g }
    for my $quote ('"', "'") { $$text =~ s/([^\\])$quote.*?[^\\]?$quote/$1?/sg }
}

# The program runs itself only if nobody called it; here a sub does.
sub load { eval $code; die $@ if $@ }
{ local @ARGV; load() }

print STDERR "pt-query-digest $version$patched, Perl $^V\n";
my $parser = QueryParser->new;
my @rewriters = map { QueryRewriter->new(QueryParser => $parser, %$_) } (
    {},
    { match_embedded_numbers => 1 },
    { match_md5_checksums => 1 },
    { match_embedded_numbers => 1, match_md5_checksums => 1 },
);
binmode $_ for *STDIN, *STDOUT;

sub answer {
    my ($ask) = @_;
    my $result = eval { $ask->() };
    $result = defined $result ? "+$result" : '!' . ($@ || 'no result');
    print pack('N/a*', $result);
}

while ((read STDIN, my $head, 4) == 4) {
    my $length    = unpack 'N', $head;
    my $statement = '';
    $length == 0 or (read STDIN, $statement, $length) == $length or die "a statement was cut short\n";
    for my $rewriter (@rewriters) {
        answer(sub { $rewriter->fingerprint($statement) });
    }
    answer(sub { $rewriters[0]->distill($statement) });
}
