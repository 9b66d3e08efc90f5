export FIELD_OLT_PASSWORD FIELD_OLT_COMMUNITY        # secrets never stand in the arguments
olt="ssh://$FIELD_OLT_USER@$FIELD_OLT_HOST --fingerprint $FIELD_OLT_FINGERPRINT"

field-olt identify $olt                              # vendor, model, firmware, boards
field-olt discover $olt --ends-with 90C4             # ONUs that wait, by the last digits on the sticker
field-olt profiles $olt                              # the ids that authorize takes
field-olt authorize $olt HWTC5A3F90C4 --port 0/1/3 --line-profile 100 --service-profile 1 --dry-run
field-olt authorize $olt HWTC5A3F90C4 --port 0/1/3 --line-profile 100 --service-profile 1 --yes
field-olt provision $olt HWTC5A3F90C4 --vlan 100 --gem-port 1 --native-vlan 1:100 --yes
field-olt onu $olt HWTC5A3F90C4                      # state, history, flows
field-olt signal snmp://$FIELD_OLT_AGENT 0/1/0 --json
field-olt deprovision $olt HWTC5A3F90C4 --yes        # flows first, then the ONU; saved once
