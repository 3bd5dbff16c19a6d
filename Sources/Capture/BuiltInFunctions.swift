/// Functions that the servers bring along and that do nothing but compute: whatever else is called may be a stored
/// function, which EXPLAIN can execute (MariaDB does, if it is deterministic).
enum BuiltInFunctions {
  static func contains(_ name: String) -> Bool { names.contains(name) }

  /// Whether MySQL since 5.7 and MariaDB since 10.1 all have it. Where a server lacks one, a function that somebody
  /// stored or loaded can have its name.
  static func isOnEveryServer(_ name: String) -> Bool { names.contains(name) && !onSomeServers.contains(name) }

  private static let onSomeServers = Set(
    """
    any_value bin_to_uuid cume_dist dense_rank first_value grouping is_uuid json_array json_array_append
    json_array_insert json_arrayagg json_contains json_contains_path json_depth json_exists json_extract json_insert
    json_keys json_length json_merge_patch json_merge_preserve json_object json_objectagg json_overlaps json_pretty
    json_quote json_remove json_replace json_search json_set json_table json_type json_unquote json_valid json_value lag
    lead nth_value ntile percent_rank rank regexp_instr regexp_like regexp_replace regexp_substr row_number
    st_distance_sphere uuid_to_bin
    """.split { $0 == " " || $0 == "\n" }.map(String.init))

  /// Not among them on purpose: SLEEP, BENCHMARK, GET_LOCK, LOAD_FILE, SETVAL, NEXTVAL, LAST_INSERT_ID and others that
  /// wait, read files or change something.
  private static let names = Set(
    """
    abs acos adddate addtime aes_decrypt aes_encrypt any_value ascii asin atan atan2 avg bin bin_to_uuid bit_and
    bit_count bit_length bit_or bit_xor cast ceil ceiling char char_length character_length charset coalesce coercibility
    collation compress concat concat_ws conv convert convert_tz cos cot count crc32 cume_dist curdate current_date
    current_time current_timestamp curtime database date date_add date_format date_sub datediff day dayname dayofmonth
    dayofweek dayofyear degrees dense_rank elt exists exp export_set extract extractvalue field find_in_set
    first_value floor format from_base64 from_days from_unixtime greatest group_concat grouping hex hour if ifnull
    in inet6_aton inet6_ntoa inet_aton inet_ntoa insert instr interval is_ipv4 is_ipv6 is_uuid isnull json_array
    json_array_append json_array_insert json_arrayagg json_contains json_contains_path json_depth json_exists
    json_extract json_insert json_keys json_length json_merge_patch json_merge_preserve json_object json_objectagg
    json_overlaps json_pretty json_quote json_remove json_replace json_search json_set json_table json_type
    json_unquote json_valid json_value lag last_day last_value lcase lead least left length ln localtime localtimestamp
    locate log log10 log2 lower lpad ltrim make_set makedate maketime match max md5 microsecond mid min minute mod month
    monthname now nth_value ntile nullif oct octet_length ord percent_rank period_add period_diff pi position pow
    power quarter quote radians rand rank regexp_instr regexp_like regexp_replace regexp_substr repeat replace reverse
    right round row row_number rpad rtrim schema sec_to_time second sha sha1 sha2 sign sin soundex space sqrt
    st_astext st_contains st_distance st_distance_sphere st_geomfromtext st_intersects st_within st_x st_y std stddev
    stddev_pop stddev_samp str_to_date strcmp subdate substr substring substring_index subtime sum tan time time_format
    time_to_sec timediff timestamp timestampadd timestampdiff to_base64 to_days to_seconds trim truncate ucase
    uncompress unhex unix_timestamp upper utc_date utc_time utc_timestamp uuid uuid_to_bin values var_pop var_samp
    variance version week weekday weekofyear year yearweek
    """.split { $0 == " " || $0 == "\n" }.map(String.init))
}
